{# Readable key of a series: `exports|item|semiconductors|growth`, with more parts where the condition has some. #}
{% macro series_id(condition) -%}
concat_ws('|', flow, subject_kind, subject_id, {{ condition }})
{%- endmacro %}
