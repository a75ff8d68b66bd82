{% set common = [
    'statement_id', 'article_id', 'paragraph', 'sentence', 'sentence_sha256', 'figure', 'printed_value',
    'printed_lower_bound', 'printed_upper_bound', 'value', 'lower_bound', 'upper_bound', 'lower_closed',
    'upper_closed', 'unit', 'measure', 'flow', 'subject_kind', 'subject_id', 'period', 'frequency', 'first_day',
    'last_day', 'reference_period', 'reference_frequency', 'reference_first_day', 'reference_last_day', 'certainty',
    'modality', 'definition', 'member_of', 'repeats', 'is_repeat', 'is_corrected', 'note', 'entry', 'source_file',
    'source_line',
] %}

with

articles as (

    select * from {{ ref('stg_articles') }}

),

statements as (

    {% for theme in statement_themes() %}
    select
        '{{ theme }}' as theme,
        {{ common | join(', ') }}
    from {{ ref('stg_' ~ theme) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        statements.*,
        if(statements.is_corrected, 'corrected', 'stated') as basis,
        articles.article_no,
        articles.known_from,
        articles.known_from_basis,
        articles.known_order,
        articles.reference_period_last_day as article_last_day
    from statements
    -- Left, so that a statement of an unknown article fails the tests instead of vanishing.
    left join articles on statements.article_id = articles.article_id

)

select * from final
