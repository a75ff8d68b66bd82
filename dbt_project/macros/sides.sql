{# The sides of a comparison, `side` being left or right: its value, its interval and the statements behind it. #}


{# One row of `of` as a side. #}
{% macro one_as_side(side, of) -%}
{{ of }}.value as {{ side }}_value,
        {{ of }}.bounds as {{ side }}_bounds,
        [{{ of }}.statement_id] as {{ side }}_statement_ids
{%- endmacro %}


{# The rows of `of` in a group together as a side. #}
{% macro sum_as_side(side, of) -%}
{{ ordered_sum(of ~ '.value') }} as {{ side }}_value,
        {{ interval_total(of ~ '.bounds') }} as {{ side }}_bounds,
        list({{ of }}.statement_id) as {{ side }}_statement_ids
{%- endmacro %}
