{# Two sides may meet in many months: the one in which they are furthest apart, the latest of several such, speaks for
   all. `columns` are what is told of it, from rows with a `distance` and a `period`. #}
{% macro of_the_worst_month(columns) -%}
{% for column in columns -%}
arg_max_null({{ column }}, (distance, period)) as {{ column }}
        {%- if not loop.last %},
        {% endif -%}
{%- endfor %}
{%- endmacro %}
