{# Of each claim of a level, growth or share whose subject the offices give in its period by another definition than the press:
   by which. #}
{% from 'by_definition_of_the_press.sql' import by_definition_of_the_press %}
{% from 'joins.sql' import same_series %}

select
    claims.claim_id,
    string_agg(distinct series.definition, ', ' order by series.definition) as definitions
from claim as claims
inner join fct_series_vintage as series
    on {{ same_series('claims', 'series') }} and series.month between claims.first_day and claims.last_day
where claims.measure in ('value', 'yoy', 'yoy_change', 'share')
group by claims.claim_id
having not bool_or({{ by_definition_of_the_press('series.definition') }})
