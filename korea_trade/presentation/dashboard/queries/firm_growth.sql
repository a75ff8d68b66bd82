-- Growth on the year of the number of firms, by group.
select * exclude (measure)
from firms_said
where measure = 'firms_growth'
order by period desc, value desc, subject_id
