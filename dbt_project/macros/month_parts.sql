{# Of `subject_month`: a row a part of a month, the kind of part and its value, from `cells`, `streak_months`,
   `evidence` and `records`. #}
{% macro month_parts() -%}
{%- set figure = "if(is_limit and measure = 'value', 'threshold', measure)" -%}
{%- set of_figure = ['lower_bound', 'upper_bound', 'base_id', 'basis', 'statement_ids'] -%}
{%- set witness = '[statement_id] as statement_ids' -%}
{%- for source, month, part, value, others in [
    ('cells', 'first_day', figure, 'value', of_figure),
    ('streak_months', 'month', "'threshold'", 'threshold_usd', ["'stated' as basis", witness]),
    ('evidence', 'month', "'direction'", 'direction', [witness]),
    ('records', 'first_day', "'rank'", 'rank', ['population_id', 'basis', witness]),
] %}
    select
        subject_id,
        flow,
        {{ month }} as month,
        article_id,
        known_from,
        known_order,
        statement_id,
        {{ part }} as part,
        {{ value }} as value,
        {{ others | join(', ') }}
    from {{ source }}
    {% if not loop.last %}union all by name{% endif %}
{%- endfor %}
{%- endmacro %}
