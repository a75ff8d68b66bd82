{% set days = ['frequency', 'first_day', 'last_day'] %}

with

figures as (

    select * from {{ ref('int_figure') }}
    where not is_limit

),

articles as (

    select * from {{ ref('stg_articles') }}

),

-- Figures as they are used, with the corrections, and once more as they were printed.
versions as (

    select
        *,
        'used' as version,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from figures
    union all
    select
        * replace (printed_value as value),
        'printed' as version,
        {{ interval(
            'printed_lower_bound',
            'printed_upper_bound',
            'is_corrected or lower_closed',
            'is_corrected or upper_closed',
        ) }} as bounds
    from figures

),

-- The finest print of an article speaks for the cell.
prints as (

    select * from versions
    qualify row_number() over (
        partition by version, article_id, {{ whole_cell_columns(also=days) }}
        order by bounds.upper - bounds.lower, is_repeat, paragraph, sentence, statement_id
    ) = 1

),

-- What the reader of an article knows of a cell: what it prints, else what the article known last before it printed,
-- else what the next one printed.
final as (

    select
        prints.version,
        articles.article_id as reader_id,
        articles.article_id = prints.article_id as is_own,
        prints.article_id,
        prints.known_from,
        prints.known_order,
        {{ whole_cell_columns('prints', days) }},
        prints.reference_first_day,
        prints.base_certainty,
        prints.statement_id,
        prints.is_corrected,
        prints.value,
        prints.bounds
    from articles
    cross join prints
    qualify row_number() over (
        partition by prints.version, articles.article_id, {{ whole_cell_columns('prints', days) }}
        order by
            prints.article_id = articles.article_id desc,
            prints.known_order <= articles.known_order desc,
            abs(prints.known_order - articles.known_order)
    ) = 1

)

select * from final
