{# Readable key of a series: `exports|item|semiconductors|growth`, with more parts where the condition has some. #}
{% macro series_id(condition) -%}
concat_ws('|', flow, subject_kind, subject_id, {{ condition }})
{%- endmacro %}


{# The columns that tell what a row of a series is about, for rows that have no `series_id` yet. #}
{% macro series_of(condition) -%}
{{ series_id(condition) }} as series_id,
        flow,
        subject_kind,
        subject_id,
        {{ condition }} as condition
{%- endmacro %}
