-- Growth on the year by item and month, the whole country first: the last 30 months in which any item has a figure.
with horizon as (
    select min(month) as first_month, max(month) as last_month
    from (select distinct month from growth_month where subject_kind = 'item' order by month desc limit 30)
),

-- Of a long corpus the series that are known last: more rows nobody reads.
shown as (
    select growth_month.subject_kind, growth_month.subject_id, growth_month.flow
    from growth_month
    inner join horizon on growth_month.month between horizon.first_month and horizon.last_month
    where growth_month.subject_kind in ('total', 'item')
    group by growth_month.subject_kind, growth_month.subject_id, growth_month.flow
    order by growth_month.subject_kind <> 'total', max(growth_month.month) desc, count(*) desc, growth_month.subject_id
    limit 30
)

select growth_month.* from growth_month
inner join horizon on growth_month.month between horizon.first_month and horizon.last_month
inner join shown using (subject_kind, subject_id, flow)
order by subject_kind <> 'total', flow, max(month) over (partition by subject_id, flow) desc, series, month
