{# Whether each official month rose (1) or fell (-1) on the year, and whether its balance was above zero; 0 is what a
   revision may turn over. #}
{% from 'joins.sql' import same_subject %}

create or replace temp table official_sign as

with

months as (

    select *, first_day as month from official_level
    where regexp_full_match(period, '[0-9]{4}-[0-9]{2}')

)

select
    months.flow, months.subject_kind, months.subject_id, months.month, months.source,
    'growth' as condition,
    if(abs(months.value - base.value) <= months.slack_usd, 0, sign(months.value - base.value)) as sign
from months
inner join months as base
    on months.flow = base.flow and {{ same_subject('months', 'base') }} and months.month = base.month + interval 1 year
where months.flow <> 'balance'
union all
select flow, subject_kind, subject_id, month, source, 'sign', if(abs(value) <= slack_usd, 0, sign(value))
from months
where flow = 'balance'
