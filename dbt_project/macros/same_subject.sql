{# Whether two rows are about one flow of one subject, and have the columns `also` in common. #}
{% macro same_subject(a, b, also=[]) -%}
{%- for column in ['flow', 'subject_kind', 'subject_id'] + also -%}
{{ a }}.{{ column }} = {{ b }}.{{ column }}
            {%- if not loop.last %}
            and {% endif %}
{%- endfor %}
{%- endmacro %}
