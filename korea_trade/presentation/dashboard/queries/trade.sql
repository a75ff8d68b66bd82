-- Levels of the whole country by month.
select * from level_month_in_bn
where subject_kind = 'total'
order by case flow when 'exports' then 1 when 'imports' then 2 else 3 end, month
