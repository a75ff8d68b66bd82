{# How two relations of cells meet. #}

{# One flow of one subject. #}
{% macro same_series(a, b) -%}
{{ a }}.flow = {{ b }}.flow and {{ same_subject(a, b) }}
{%- endmacro %}


{% macro same_subject(a, b) -%}
{{ a }}.subject_kind = {{ b }}.subject_kind and {{ a }}.subject_id = {{ b }}.subject_id
{%- endmacro %}


{% macro same_days(a, b) -%}
{{ a }}.first_day = {{ b }}.first_day and {{ a }}.last_day = {{ b }}.last_day
{%- endmacro %}
