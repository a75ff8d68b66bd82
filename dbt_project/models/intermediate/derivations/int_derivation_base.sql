with

changes as (

    select * from {{ ref('int_change') }}
    where version = 'used' and level_is_own and base_is_own is not true

),

-- A rate of -100 percent or less leads back to no level.
growth_factors as (

    select
        *,
        {{ interval_linear('bounds', '0.01', '1') }} as factor
    from changes
    where changes.is_growth and 1 + changes.value / 100 > 0

),

differences as (

    select * from changes
    where not is_growth

),

bases as (

    {% for derivation, relation, value, bounds in [
        ('base_from_growth', 'growth_factors', 'level_value / (1 + value / 100)',
            interval_quotient('level_bounds', 'factor')),
        ('base_from_change', 'differences', 'level_value - value', interval_difference('level_bounds', 'bounds')),
    ] -%}
    select
        '{{ derivation }}' as derivation_id,
        article_id,
        flow,
        subject_kind,
        subject_id,
        level_measure as measure,
        level_unit as unit,
        frequency,
        base_first_day as first_day,
        base_last_day as last_day,
        {{ value }} as value,
        {{ bounds }} as bounds,
        [level_statement_id, statement_id] as statement_ids
    from {{ relation }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        *,
        {{ period_of_days() }} as period,
        null::varchar as base_id
    from bases

)

select * from final
