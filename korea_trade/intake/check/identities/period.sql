{# A quarter, half, year or run of months and all its months, each in its finest print of the text, else of the article
   known last. #}
{% from 'joins.sql' import same_series %}
{% from 'interval.sql' import interval, interval_total, ordered_sum %}
with

periods as (

    select * from claim_bound
    where
        measure = 'value' and bound_kind in ('print', 'limit')
        and first_day = date_trunc('month', first_day) and last_day = last_day(last_day)
        and date_diff('month', first_day, last_day) > 0

),

months as (

    select * from fact
    where is_print and measure = 'value' and first_day = date_trunc('month', first_day) and last_day = last_day(first_day)
    qualify row_number() over (
        partition by flow, subject_kind, subject_id, unit, first_day
        order by origin = 'text' desc, origin = 'derived', known_from desc, bounds.upper - bounds.lower, statement_ids
    ) = 1

)

select
    periods.claim_id,
    'whole_against_months' as identity_id,
    'meets' as relation,
    any_value(periods.period) as instance,
    any_value(periods.value) as left_value,
    any_value(periods.bounds) as left_bounds,
    {{ ordered_sum('months.value') }} as right_value,
    {{ interval_total('months.bounds') }} as right_bounds,
    any_value(periods.unit) as unit,
    list(months.period order by months.first_day) as roles,
    list(months.source order by months.first_day) as sources
from periods
inner join months
    on {{ same_series('periods', 'months') }} and periods.unit = months.unit
    and months.first_day between periods.first_day and periods.last_day
group by periods.claim_id
having count(*) = any_value(date_diff('month', periods.first_day, periods.last_day)) + 1
