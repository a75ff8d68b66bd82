{# What tells cells apart: what a figure measures, of whom, in which period and on what base. #}
{% macro cell_columns() -%}
{{ return([
    'measure', 'unit', 'flow', 'subject_kind', 'subject_id', 'period', 'base_id', 'cohort', 'counted_direction',
]) }}
{%- endmacro %}


{# Whether two rows are about one cell. #}
{% macro same_cell(a, b) -%}
{%- for column in cell_columns() -%}
{{ a }}.{{ column }} is not distinct from {{ b }}.{{ column }}
            {% if not loop.last %}and {% endif %}
{%- endfor %}
{%- endmacro %}
