{# A difference of two levels, or of two official balances, and a rate with the difference behind it. #}
{% from 'joins.sql' import same_days, same_series %}
{% from 'interval.sql' import interval, interval_difference, interval_quotient, interval_linear %}
with

changes as (

    select
        claims.*,
        (claims.first_day - to_months(lag.months))::date as base_first_day,
        (claims.last_day + 1 - to_months(lag.months))::date - 1 as base_last_day
    from claim_bound as claims
    inner join (values ('yoy_change', 12), ('mom_change', 1)) as lag (measure, months) on claims.measure = lag.measure
    where claims.bound_kind in ('print', 'limit')

),

-- The level stands on both sides of the quotient, which makes the interval too wide and never too narrow.
rates as (

    select
        claims.*,
        changes.source as change_source,
        levels.source as level_source,
        levels.value / (levels.value - changes.value) as ratio,
        {{ interval_difference('levels.bounds', 'changes.bounds') }} as base_bounds,
        levels.bounds as level_bounds
    from claim_bound as claims
    inner join fact as levels
        on {{ same_series('claims', 'levels') }} and {{ same_days('claims', 'levels') }} and levels.measure = 'value' and levels.is_print
    inner join fact as changes
        on {{ same_series('claims', 'changes') }} and {{ same_days('claims', 'changes') }} and changes.measure = 'yoy_change' and changes.is_print
        and levels.unit = changes.unit
    where
        claims.measure = 'yoy' and claims.unit = 'percent' and claims.bound_kind in ('print', 'limit')
        and claims.flow <> 'balance' and levels.bounds.lower > 0 and levels.bounds.lower > changes.bounds.upper

),

ratios as (

    select
        *,
        {{ interval_quotient('level_bounds', 'base_bounds') }} as ratio_bounds
    from rates

)

select
    changes.claim_id,
    'change_against_levels' as identity_id,
    'meets' as relation,
    changes.period as instance,
    changes.value as left_value,
    changes.bounds as left_bounds,
    levels.value - bases.value as right_value,
    {{ interval_difference('levels.bounds', 'bases.bounds') }} as right_bounds,
    changes.unit,
    ['level', 'base level'] as roles,
    [levels.source, bases.source] as sources
from changes
inner join fact as levels
    on {{ same_series('changes', 'levels') }} and levels.measure = 'value' and levels.unit = changes.unit
    and changes.first_day = levels.first_day and changes.last_day = levels.last_day and levels.is_print
inner join fact as bases
    on {{ same_series('changes', 'bases') }} and bases.measure = 'value' and bases.unit = changes.unit
    and changes.base_first_day = bases.first_day and changes.base_last_day = bases.last_day and bases.is_print
union all
select
    changes.claim_id,
    'change_against_levels',
    'meets',
    changes.period,
    changes.value,
    changes.bounds,
    levels.value - bases.value,
    {{ interval('levels.source.lower - bases.source.upper', 'levels.source.upper - bases.source.lower') }},
    changes.unit,
    ['level', 'base level'],
    [levels.source, bases.source]
from changes
inner join official_level as levels
    on {{ same_series('changes', 'levels') }} and {{ same_days('changes', 'levels') }} and levels.measure = 'value'
inner join official_level as bases
    on {{ same_series('changes', 'bases') }} and bases.measure = 'value'
    and changes.base_first_day = bases.first_day and changes.base_last_day = bases.last_day
where changes.flow in ('balance', 'trade')
union all
select
    claim_id,
    'growth_against_change',
    'meets',
    period,
    value,
    bounds,
    (ratio - 1) * 100,
    {{ interval_linear('ratio_bounds', 100, -100) }},
    unit,
    ['level', 'change'],
    [level_source, change_source]
from ratios
