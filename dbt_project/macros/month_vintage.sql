{# Whether an article gave a part before in a print that lies within what this one leaves possible and says more exactly. #}
{% macro repeats_a_finer(stem, key) -%}
{%- set lower, upper = stem ~ '_lower_bound', stem ~ '_upper_bound' -%}
{%- set finest -%}
(arg_min(struct_pack(lower := {{ lower }}, upper := {{ upper }}), ({{ upper }} - {{ lower }}, -known_order))
                filter (where {{ stem }}_basis <> 'derived') over (
                    partition by {{ key | join(', ') }}
                    order by known_order
                    rows between unbounded preceding and 1 preceding
                ))
{%- endset -%}
coalesce(
            {{ finest }}.lower >= {{ lower }}
            and {{ finest }}.upper <= {{ upper }}
            and {{ finest }}.upper - {{ finest }}.lower < 0.999 * ({{ upper }} - {{ lower }}),
            false
        )
{%- endmacro %}


{# The columns of one part of a row from the article that comes first in `order` and gives a value. What an article
   says wins over what is derived, whatever the order, and a coarser print that agrees displaces nothing. #}
{% macro chosen(column, stem, of, order) -%}
{%- set stated_first = stem ~ "_basis = 'derived', " if 'basis' in of else '' -%}
{%- set is_news = " and not " ~ stem ~ "_repeats_a_finer" if 'lower_bound' in of else '' -%}
{%- set chosen = " order by " ~ stated_first ~ order ~ ") filter (where " ~ column ~ " is not null" ~ is_news ~ ")" -%}
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

prints as (

    select
        *
        {%- for column, _, stem, _, of in columns if 'lower_bound' in of %},
        {{ repeats_a_finer(stem, key) }} as {{ stem }}_repeats_a_finer
        {%- endfor %}
    from months

),

chosen as (

    select
        {{ (key + subject) | join(', ') }},
        {%- for column, _, stem, _, of in columns %}
        {{ chosen(column, stem, of, order) }},
        {%- endfor %}
        count(*) as article_count
    from prints
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
