-- Number of firms by group and year.
select * exclude (measure)
from firms_said
where measure = 'firms'
order by period desc, value desc, subject_id
