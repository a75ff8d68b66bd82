{% set cell = [
    'article_id', 'known_from', 'known_order', 'measure', 'unit', 'flow', 'subject_kind', 'subject_id', 'period',
    'frequency', 'first_day', 'last_day', 'base_id', 'cohort', 'counted_direction', 'is_limit',
] %}

with

figures as (

    select * from {{ ref('int_figure') }}

),

-- The finest print speaks for the cell, also where it repeats a coarser one of the title.
final as (

    select
        {{ cell | join(', ') }},
        statement_id,
        value,
        lower_bound,
        upper_bound,
        lower_closed,
        upper_closed,
        basis,
        list_sort(list(statement_id) over (partition by {{ cell | join(', ') }})) as statement_ids
    from figures
    qualify row_number() over (
        partition by {{ cell | join(', ') }}
        order by upper_bound - lower_bound, is_repeat, paragraph, sentence, statement_id
    ) = 1

)

select * from final
