{# Whether two rows are about one cell: what a figure measures, of whom, in which period and on what base. #}
{% macro same_cell(a, b) -%}
{%- for column in whole_cell_columns().split(', ') -%}
{{ a }}.{{ column }} is not distinct from {{ b }}.{{ column }}
            {% if not loop.last %}and {% endif %}
{%- endfor %}
{%- endmacro %}
