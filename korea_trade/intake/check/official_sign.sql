{# Whether each official month or longer period rose (1) or fell (-1) on the year, and whether its balance was above zero; 0
   is what a revision may turn over, which takes half of the largest at the most. #}
create or replace temp table official_sign as

select
    flow, subject_kind, subject_id, first_day, last_day, month_count, step, value, source,
    if(measure = 'yoy', 'growth', 'sign') as condition,
    if(abs(value) <= slack / 2, 0, sign(value)) as sign
from official_level
where month_count is not null and (measure = 'yoy' or flow = 'balance')
