-- Levels of items and partners by month, the largest first.
select
    level_month.*,
    series || ', ' || month_name(month) as label,
    value / 1e9 as value_bn,
    lower_bound / 1e9 as lower_bn,
    upper_bound / 1e9 as upper_bn
from level_month
where subject_kind in ('item', 'partner')
order by max(value) over (partition by subject_kind, subject_id, flow) desc, series, month
