{# The day from which a month is final: the customs service closes a year in the middle of the next February. #}
{% macro confirmed_from(month) -%}
(date_trunc('year', {{ month }}) + interval 1 year + interval 1 month + interval 14 day)
{%- endmacro %}
