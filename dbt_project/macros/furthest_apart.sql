{# Of `pairs`, rows of one cell with a `distance`: two sides may meet in many months, and the one in which they are furthest
   apart, the latest of several such, speaks for all. `key` are the columns that tell pairs of sides apart, besides whom
   they are about; `also` is what more is told of that month. #}
{% macro furthest_apart(pairs, key, also=[]) -%}
select
        {{ key | join(', ') }},
        flow,
        subject_kind,
        subject_id,
        measure,
        any_value(unit) as unit,
        {%- for column in ['period', 'left_value', 'left_bounds', 'right_value', 'right_bounds'] + also %}
        arg_max_null({{ column }}, (distance, period)) as {{ column }}
        {%- if not loop.last %},{% endif -%}
        {%- endfor %}
    from {{ pairs }}
    group by {{ key | join(', ') }}, flow, subject_kind, subject_id, measure
{%- endmacro %}
