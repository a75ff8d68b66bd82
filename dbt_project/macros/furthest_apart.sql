{# Of `pairs`, rows with a `distance` in which two sides meet: they may meet in many months, and the one in which they are
   furthest apart, the latest of several such, speaks for all. `also` is what more is told of that month. #}
{% macro furthest_apart(pairs, also=[]) -%}
{%- set key = 'identity_id, version, flow, subject_kind, subject_id, measure, left_statement_ids, right_statement_ids' -%}
select
        {{ key }},
        any_value(unit) as unit,
        {%- for column in ['period', 'left_value', 'left_bounds', 'right_value', 'right_bounds'] + also %}
        arg_max_null({{ column }}, (distance, period)) as {{ column }}
        {%- if not loop.last %},{% endif -%}
        {%- endfor %}
    from {{ pairs }}
    group by {{ key }}
{%- endmacro %}
