{# Whether two rows have `columns` in common. #}
{% macro same(a, b, columns) -%}
{%- for column in columns -%}
{{ a }}.{{ column }} = {{ b }}.{{ column }}
            {%- if not loop.last %}
            and {% endif %}
{%- endfor %}
{%- endmacro %}


{# Whether two rows are about one flow of one subject, and have the columns `also` in common. #}
{% macro same_subject(a, b, also=[]) -%}
{{ same(a, b, ['flow', 'subject_kind', 'subject_id'] + also) }}
{%- endmacro %}
