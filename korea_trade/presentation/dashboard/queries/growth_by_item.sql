-- Growth on the year by item and month, the whole country first: the last 30 months in which any item has a figure.
with horizon as (
    select min(month) as first_month, max(month) as last_month
    from (select distinct month from growth_month where subject_kind = 'item' order by month desc limit 30)
)

select growth_month.* from growth_month
inner join horizon on growth_month.month between horizon.first_month and horizon.last_month
where subject_kind in ('total', 'item')
order by subject_kind <> 'total', flow, max(month) over (partition by subject_id, flow) desc, series, month
