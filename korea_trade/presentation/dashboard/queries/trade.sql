-- Levels of the whole country by month: the official ones, and upon them what the press prints.
select * from official_month
where subject_kind = 'total' and is_recent(month)
union all by name
select * from level_month_in_bn
where subject_kind = 'total' and is_recent(month)
order by case flow when 'exports' then 1 when 'imports' then 2 else 3 end, basis <> 'official', month
