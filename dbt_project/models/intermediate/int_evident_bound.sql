with

bounds as (

    select * from {{ ref('int_bound') }}

),

derived as (

    select * from {{ ref('int_derived') }}

),

level_growths as (

    select * from {{ ref('int_level_growth') }}

),

stated_bounds as (

    select
        bound_kind,
        version,
        known_order,
        {{ whole_cell_columns() }},
        value,
        bounds,
        [statement_id] as statement_ids
    from bounds
    -- The numbers in a definition are of different things.
    where measure <> 'definition_count'

),

computed_bounds as (

    select
        known_order,
        {{ cell_columns() }},
        base_id,
        value,
        bounds,
        statement_ids
    from derived
    union all by name
    select
        known_order,
        flow,
        subject_kind,
        subject_id,
        'yoy' as measure,
        'percent' as unit,
        period,
        value,
        bounds,
        statement_ids
    from level_growths

),

evident_bounds as (

    select * from stated_bounds
    union all by name
    select
        *,
        'computed' as bound_kind,
        'used' as version
    from computed_bounds

),

final as (

    select
        *,
        {{ tells_more('bounds', ['bound_kind', 'version'] + whole_cell_columns().split(', ')) }} as tells_more
    from evident_bounds

)

select * from final
