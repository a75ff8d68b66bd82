{% set part = 'article_id, known_from, known_order, measure, flow, subject_kind, subject_id, first_day, base_id' %}

with

cells as (

    select * from {{ ref('int_cell') }}
    where frequency = 'month' and definition is null

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
            {{ same_subject('derived', 'cells', ['article_id', 'measure', 'period']) }}
            and not cells.is_limit
    qualify row_number() over (
        partition by
            derived.article_id, derived.measure, derived.flow, derived.subject_kind, derived.subject_id, derived.period
        order by derived.bounds.upper - derived.bounds.lower, derived.derivation_id
    ) = 1

),

final as (

    select
        {{ part }},
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
        {{ part }},
        false as is_limit,
        {{ known_digits('value', 'bounds.lower', 'bounds.upper') }} as value,
        {{ known_bounds('bounds') }},
        'derived' as basis,
        statement_ids
    from missing_cells

)

select * from final
