-- Growth on the year by partner and month, the whole country first.
select * from growth_month
where subject_kind in ('total', 'partner')
order by subject_kind <> 'total', flow, max(month) over (partition by subject_id, flow) desc, series, month
