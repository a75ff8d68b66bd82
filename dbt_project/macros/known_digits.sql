{# What is computed has more digits than are known. These show it with those that its interval allows. #}


{# The decimals that an interval allows, below zero for tens and more; null where it has no limit or no width. #}
{% macro known_decimals(lower, upper) -%}
-floor(log10(nullif({{ upper }} - {{ lower }}, 0)) + 1e-6)
{%- endmacro %}


{# The number moved to so many decimals: to the nearest (round), down (floor) or up (ceil). #}
{% macro at_decimals(direction, number, decimals) -%}
if(
            {{ decimals }} > 0,
            {{ direction }}(({{ number }}) * pow(10, {{ decimals }})) / pow(10, {{ decimals }}),
            {{ direction }}(({{ number }}) / pow(10, -({{ decimals }}))) * pow(10, -({{ decimals }}))
        )
{%- endmacro %}


{# The value with the known decimals, with one more where it would leave its interval; as it is where it is exact. #}
{% macro known_digits(value, lower, upper) -%}
{%- set decimals = known_decimals(lower, upper) -%}
case
            when {{ upper }} - {{ lower }} > 0 is not true then {{ value }}
            when {{ at_decimals('round', value, decimals) }} between {{ lower }} and {{ upper }}
                then {{ at_decimals('round', value, decimals) }}
            else {{ at_decimals('round', value, decimals ~ ' + 1') }}
        end
{%- endmacro %}


{# A bound with one decimal more, moved outwards by `direction`, floor or ceil: it holds whatever the interval holds. One
   that is such a number but for the last binary digits stays where it is. #}
{% macro known_bound(direction, bound, lower, upper) -%}
{%- set decimals = known_decimals(lower, upper) ~ ' + 1' -%}
case
            when {{ upper }} - {{ lower }} > 0 is not true then {{ bound }}
            when abs({{ bound }} - {{ at_decimals('round', bound, decimals) }}) <= 1e-12 * abs({{ bound }})
                then {{ at_decimals('round', bound, decimals) }}
            else {{ at_decimals(direction, bound, decimals) }}
        end
{%- endmacro %}


{# Both, for a column of intervals. #}
{% macro known_bounds(a) -%}
{{ known_bound('floor', a ~ '.lower', a ~ '.lower', a ~ '.upper') }} as lower_bound,
        {{ known_bound('ceil', a ~ '.upper', a ~ '.lower', a ~ '.upper') }} as upper_bound
{%- endmacro %}
