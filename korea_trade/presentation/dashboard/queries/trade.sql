-- Levels of the whole country by month.
select
    level_month.*,
    series || ', ' || month_name(month) as label,
    value / 1e9 as value_bn,
    lower_bound / 1e9 as lower_bn,
    upper_bound / 1e9 as upper_bn
from level_month
where subject_kind = 'total'
order by case flow when 'exports' then 1 when 'imports' then 2 else 3 end, month
