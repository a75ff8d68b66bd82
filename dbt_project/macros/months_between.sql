{# The first days of the months from one day to another, both months included, as a list. #}
{% macro months_between(first_day, last_day) -%}
range(date_trunc('month', {{ first_day }}), {{ last_day }} + interval 1 day, interval 1 month)::date[]
{%- endmacro %}
