{# The columns of one part of a row from the article that comes first in `order` and gives a value. What an article
   says wins over what is derived, whatever the order. #}
{% macro chosen(column, stem, of, order) -%}
{%- set stated_first = stem ~ "_basis = 'derived', " if 'basis' in of else '' -%}
{%- set chosen = " order by " ~ stated_first ~ order ~ ") filter (where " ~ column ~ " is not null)" -%}
first({{ column }}{{ chosen }} as {{ column }},
        {%- for one in of %}
        first({{ stem }}_{{ one }}{{ chosen }} as {{ stem }}_{{ one }},
        {%- endfor %}
        first(article_id{{ chosen }} as {{ stem }}_article_id
{%- endmacro %}


{# Of each month and column of a mart with a row a vintage what the article says that comes first in `order`:
   known_order for the earliest, known_order desc for the latest; and the label of its subject. With `day` only articles
   that were known by then count. #}
{% macro month_vintage(mart, key, columns, order, day) -%}
{%- set subject = ['subject_kind', 'subject_id'] -%}
with

months as (

    {{ known_by(mart, day) }}

),

subjects as (

    select * from {{ ref('dim_subject') }}

),

chosen as (

    select
        {{ (key + subject) | join(', ') }},
        {%- for column, _, stem, _, of in columns %}
        {{ chosen(column, stem, of, order) }},
        {%- endfor %}
        count(*) as article_count
    from months
    group by {{ (key + subject) | join(', ') }}

),

final as (

    select
        chosen.*,
        subjects.label as subject_label
    from chosen
    left join subjects
        on
            chosen.subject_kind = subjects.subject_kind
            and chosen.subject_id = subjects.subject_id

)

select * from final
{%- endmacro %}


{# A month of trade in total. #}
{% macro trade_month_vintage(order, day=none) -%}
{{ month_vintage('fct_trade_month', ['month'], trade_month_columns(), order, day) }}
{%- endmacro %}


{# A month of one item or partner. #}
{% macro subject_month_vintage(kind, order, day=none) -%}
{%- set direction = [('direction', 'bigint', 'direction', 'direction', ['statement_ids'])] -%}
{%- set key = [kind ~ '_id', 'flow', 'month'] -%}
{{ month_vintage('fct_' ~ kind ~ '_month', key, subject_month_columns() + direction, order, day) }}
{%- endmacro %}
