{# One row per statement of a theme, of the facts or of all: what every statement has, what is `derived` from it by an expression, and what only
   the theme has. #}
{% macro statement_mart(theme, of, derived, own) -%}
with

statements as (

    select * from {{ ref(of) }}

),

{{ theme }} as (

    select * from {{ ref('stg_' ~ theme) }}

),

final as (

    select
        {{ statement_columns() }}
        {%- for name, expression in derived.items() %},
        {{ expression }} as {{ name }}
        {%- endfor %}
        {%- for name in own %},
        {{ theme }}.{{ name }}
        {%- endfor %}
    from statements
    inner join {{ theme }} on statements.statement_id = {{ theme }}.statement_id

)

select * from final
{%- endmacro %}
