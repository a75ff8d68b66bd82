{# Whether the period of `claimed` meets the time in which a row of `members` belonged to its group. #}
{% macro while_member(claimed, members) -%}
{{ claimed }}.last_day >= coalesce({{ members }}.member_from, {{ claimed }}.last_day)
            and {{ claimed }}.first_day <= coalesce({{ members }}.member_to, {{ claimed }}.first_day)
{%- endmacro %}
