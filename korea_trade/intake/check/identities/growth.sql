{# A rate and the levels of its two periods. #}
{% from 'joins.sql' import same_series %}
{% from 'interval.sql' import interval, interval_quotient, interval_linear %}
with

rates as (

    select
        claims.*,
        measures.change_of,
        (claims.first_day - to_months(measures.lag_months))::date as base_first_day,
        (claims.last_day + 1 - to_months(measures.lag_months))::date - 1 as base_last_day
    from claim_bound as claims
    inner join dim_measure as measures on claims.measure = measures.measure_id
    where claims.bound_kind in ('print', 'limit') and claims.unit = 'percent' and measures.lag_months is not null

),

pairs as (

    select
        rates.*,
        levels.source as level_source,
        bases.source as base_source,
        levels.value / bases.value as ratio,
        {{ interval_quotient('levels.bounds', 'bases.bounds') }} as ratio_bounds
    from rates
    inner join fact as levels
        on {{ same_series('rates', 'levels') }} and rates.change_of = levels.measure and levels.is_print
        and rates.first_day = levels.first_day and rates.last_day = levels.last_day
    inner join fact as bases
        on {{ same_series('rates', 'bases') }} and rates.change_of = bases.measure and bases.is_print
        and rates.base_first_day = bases.first_day and rates.base_last_day = bases.last_day
        and levels.unit = bases.unit
    where levels.bounds.lower > 0 and bases.bounds.lower > 0 and rates.flow <> 'balance'

)

select
    claim_id,
    'growth_against_levels' as identity_id,
    'meets' as relation,
    period as instance,
    value as left_value,
    bounds as left_bounds,
    (ratio - 1) * 100 as right_value,
    {{ interval_linear('ratio_bounds', 100, -100) }} as right_bounds,
    unit,
    ['level', 'base level'] as roles,
    [level_source, base_source] as sources
from pairs
