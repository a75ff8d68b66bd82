{# What comparisons select of the rows that they compare. #}


{# A row of `of` as what is compared: its cell, and the left side. #}
{% macro one_as_left(of) -%}
{{ of }}.version,
        {{ cell_columns(of) }},
        {{ of }}.value as left_value,
        {{ of }}.bounds as left_bounds,
        [{{ of }}.statement_id] as left_statement_ids
{%- endmacro %}


{# The rows of `of` in a group together as a side, `side` being left or right. #}
{% macro sum_as_side(side, of) -%}
{{ ordered_sum(of ~ '.value') }} as {{ side }}_value,
        {{ interval_total(of ~ '.bounds') }} as {{ side }}_bounds,
        list({{ of }}.statement_id) as {{ side }}_statement_ids
{%- endmacro %}


{# What shares of one base that are added up, the rows of `of` in a group, are about: the base. #}
{% macro base_as_subject(of) -%}
{{ of }}.version,
        any_value({{ of }}.flow) as flow,
        'population' as subject_kind,
        {{ of }}.base_id as subject_id,
        {{ of }}.measure,
        {{ of }}.unit,
        {{ of }}.period
{%- endmacro %}
