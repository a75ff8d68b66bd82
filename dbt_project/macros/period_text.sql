{# The text key of the period of the row's frequency that starts on a day. #}
{% macro period_text(first_day) -%}
case frequency
            when 'year' then strftime({{ first_day }}, '%Y')
            when 'half' then strftime({{ first_day }}, '%Y-H') || if(month({{ first_day }}) = 1, 1, 2)
            when 'quarter' then strftime({{ first_day }}, '%Y-Q') || quarter({{ first_day }})
            when 'month' then strftime({{ first_day }}, '%Y-%m')
            when 'day' then strftime({{ first_day }}, '%Y-%m-%d')
        end
{%- endmacro %}
