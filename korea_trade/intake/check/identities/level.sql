{# A level and what follows for it from a published rate: from the level of the base, or of the period whose base it is.
   Rates that the text prints itself are claims of their own. #}
{% from 'joins.sql' import same_series %}
{% from 'interval.sql' import interval, interval_quotient, interval_linear %}
with

factors as (

    select
        facts.* replace ({{ interval_linear('facts.bounds', '0.01', 1) }} as bounds),
        1 + facts.value / 100 as factor,
        measures.change_of,
        (facts.first_day - to_months(measures.lag_months))::date as base_first_day,
        (facts.last_day + 1 - to_months(measures.lag_months))::date - 1 as base_last_day
    from fact as facts
    inner join dim_measure as measures on facts.measure = measures.measure_id
    where
        facts.is_print and facts.origin <> 'text' and facts.unit = 'percent' and facts.flow <> 'balance'
        and measures.lag_months is not null and facts.bounds.lower > -100

),

levels as (

    select
        claims.claim_id, claims.period, claims.value, claims.bounds, claims.unit,
        bases.value * factors.factor as right_value,
        {{ interval('bases.bounds.lower * factors.bounds.lower', 'bases.bounds.upper * factors.bounds.upper',
            'bases.bounds.lower_closed and factors.bounds.lower_closed',
            'bases.bounds.upper_closed and factors.bounds.upper_closed') }} as right_bounds,
        ['base level', 'growth'] as roles,
        [bases.source, factors.source] as sources
    from claim_bound as claims
    inner join factors
        on {{ same_series('claims', 'factors') }} and claims.measure = factors.change_of
        and claims.first_day = factors.first_day and claims.last_day = factors.last_day
    inner join fact as bases
        on {{ same_series('claims', 'bases') }} and claims.measure = bases.measure and claims.unit = bases.unit
        and factors.base_first_day = bases.first_day and factors.base_last_day = bases.last_day
    where claims.bound_kind in ('print', 'limit') and bases.is_print and bases.bounds.lower > 0

),

bases as (

    select
        claims.claim_id, claims.period, claims.value, claims.bounds, claims.unit,
        levels.value / factors.factor as right_value,
        {{ interval_quotient('levels.bounds', 'factors.bounds') }} as right_bounds,
        ['level', 'growth'] as roles,
        [levels.source, factors.source] as sources
    from claim_bound as claims
    inner join factors
        on {{ same_series('claims', 'factors') }} and claims.measure = factors.change_of
        and claims.first_day = factors.base_first_day and claims.last_day = factors.base_last_day
    inner join fact as levels
        on {{ same_series('claims', 'levels') }} and claims.measure = levels.measure and claims.unit = levels.unit
        and factors.first_day = levels.first_day and factors.last_day = levels.last_day
    where claims.bound_kind in ('print', 'limit') and levels.is_print and levels.bounds.lower > 0

)

select
    claim_id, 'growth_against_levels' as identity_id, 'meets' as relation, period as instance,
    value as left_value, bounds as left_bounds, right_value, right_bounds, unit, roles, sources
from levels
union all
select
    claim_id, 'base_from_growth', 'meets', period, value, bounds, right_value, right_bounds, unit, roles, sources
from bases
