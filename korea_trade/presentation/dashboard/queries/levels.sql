-- Levels of items and partners by month, the largest first.
select * from level_month_in_bn
where subject_kind in ('item', 'partner')
order by max(value) over (partition by subject_kind, subject_id, flow) desc, series, month
