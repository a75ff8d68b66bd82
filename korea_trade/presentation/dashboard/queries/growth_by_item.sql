-- Growth on the year by item and month, the whole country first.
select * from growth_month
where subject_kind in ('total', 'item')
order by subject_kind <> 'total', flow, max(month) over (partition by subject_id, flow) desc, series, month
