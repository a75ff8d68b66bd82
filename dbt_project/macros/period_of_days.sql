{# The text key of the period of the row's frequency, first and last day, spans included. #}
{% macro period_of_days() -%}
if(
            frequency = 'span',
            strftime(first_day, '%Y-%m') || '/' || strftime(last_day, '%Y-%m'),
            {{ period_text('first_day') }}
        )
{%- endmacro %}
