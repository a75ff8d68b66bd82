{% set known = ['article_id', 'known_from', 'known_order'] %}
{% set cell = whole_cell_columns(also=known + ['frequency', 'first_day', 'last_day', 'is_limit']) %}

with

figures as (

    select * from {{ ref('int_figure') }}

),

-- The finest print speaks for the cell, also where it repeats a coarser one of the title.
final as (

    select
        {{ cell }},
        statement_id,
        value,
        lower_bound,
        upper_bound,
        lower_closed,
        upper_closed,
        basis,
        list_sort(list(statement_id) over (partition by {{ cell }})) as statement_ids
    from figures
    qualify row_number() over (
        partition by {{ cell }}
        order by upper_bound - lower_bound, is_repeat, paragraph, sentence, statement_id
    ) = 1

)

select * from final
