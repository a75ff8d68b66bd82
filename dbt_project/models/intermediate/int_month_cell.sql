with

cells as (

    select * from {{ ref('int_cell') }}
    where frequency = 'month'

),

derived as (

    select * from {{ ref('int_derived') }}
    where frequency = 'month'

),

-- What an article prints needs no derivation, and of several the narrowest is taken.
missing_cells as (

    select derived.*
    from derived
    anti join cells
        on
            derived.article_id = cells.article_id
            and derived.measure = cells.measure
            and derived.flow = cells.flow
            and derived.subject_kind = cells.subject_kind
            and derived.subject_id = cells.subject_id
            and derived.period = cells.period
            and not cells.is_limit
    qualify row_number() over (
        partition by
            derived.article_id, derived.measure, derived.flow, derived.subject_kind, derived.subject_id, derived.period
        order by derived.bounds.upper - derived.bounds.lower, derived.derivation_id
    ) = 1

),

final as (

    select
        article_id,
        known_from,
        known_order,
        measure,
        flow,
        subject_kind,
        subject_id,
        first_day,
        base_id,
        is_limit,
        statement_id,
        value,
        lower_bound,
        upper_bound,
        basis,
        statement_ids
    from cells
    union all by name
    select
        article_id,
        known_from,
        known_order,
        measure,
        flow,
        subject_kind,
        subject_id,
        first_day,
        base_id,
        false as is_limit,
        value,
        bounds.lower as lower_bound,
        bounds.upper as upper_bound,
        'derived' as basis,
        statement_ids
    from missing_cells

)

select * from final
