{# The figures of `mart` for MetricFlow, and for each figure a row of another month of its quarter that has the `dimensions`
   of the figure and no figure. MetricFlow groups by any length of time; so a metric tells by the number of months that it was
   asked for a longer one, also where a single month of that is known. `ktw metrics` asks for nothing longer than a month and
   reads the mart. #}
{% macro beside_another_month(mart, dimensions) -%}
{{ _beside_another(mart, dimensions, 'month', "month + if(month(month) % 3 = 1, 1, -1) * interval 1 month", "true") }}
{%- endmacro %}


{# The same of quarters and half-years, which are asked for by year: another of their half or year. #}
{% macro beside_another_period(mart, dimensions) -%}
{%- set months = "if(frequency = 'quarter', 3, 6)" -%}
{%- set other = "first_day + if(month(first_day) % (2 * " ~ months ~ ") = 1, 1, -1) * " ~ months ~ " * interval 1 month" -%}
{{ _beside_another(mart, dimensions, 'first_day', other, "frequency <> 'year'") }}
{%- endmacro %}


{% macro _beside_another(mart, dimensions, time, other, has_another) -%}
select * from {{ ref(mart) }}

union all by name

select
    cast({{ other }} as date) as {{ time }},
    {{ dimensions | join(',\n    ') }}
from {{ ref(mart) }}
where {{ has_another }}
{%- endmacro %}
