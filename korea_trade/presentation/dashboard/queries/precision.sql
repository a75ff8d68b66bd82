-- How far each level of the whole country may be from the value that stands for it.
select
    *,
    (upper_bound - lower_bound) / 2e6 as half_width_mn
from level_month
where subject_kind = 'total' and upper_bound > lower_bound
order by case flow when 'exports' then 1 when 'imports' then 2 else 3 end, month
