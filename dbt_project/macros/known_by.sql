{# The rows of a model that were known by a day, or all of them. #}
{% macro known_by(model, day) -%}
select * from {{ ref(model) }}
    {%- if day %}
    where known_from <= {{ day }}::date
    {%- endif %}
{%- endmacro %}
