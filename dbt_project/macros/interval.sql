{# Intervals: what a printed figure, a streak or a record leaves possible, as one structure of both ends. An end that is
   null is open without limit. Each operation holds every result that operands within their intervals can have, so a
   true value is never outside. The arguments are SQL expressions; give each a column of its own before nesting. #}


{# The interval between two ends, each closed if it belongs to it. #}
{% macro interval(lower, upper, lower_closed='true', upper_closed='true') -%}
struct_pack(
            lower := ({{ lower }})::double,
            upper := ({{ upper }})::double,
            lower_closed := coalesce({{ lower_closed }}, false),
            upper_closed := coalesce({{ upper_closed }}, false)
        )
{%- endmacro %}


{# Both ends as columns of their own; whether an end belongs to it is empty where there is none. #}
{% macro interval_columns(a) -%}
{{ a }}.lower as lower_bound,
        {{ a }}.upper as upper_bound,
        if({{ a }}.lower is null, null, {{ a }}.lower_closed) as lower_closed,
        if({{ a }}.upper is null, null, {{ a }}.upper_closed) as upper_closed
{%- endmacro %}


{# The one number; none where there is none. #}
{% macro interval_point(number) -%}
if(({{ number }}) is null, null, {{ interval(number, number) }})
{%- endmacro %}


{# a + b #}
{% macro interval_sum(a, b) -%}
{{ interval(
    a ~ '.lower + ' ~ b ~ '.lower',
    a ~ '.upper + ' ~ b ~ '.upper',
    a ~ '.lower_closed and ' ~ b ~ '.lower_closed',
    a ~ '.upper_closed and ' ~ b ~ '.upper_closed',
) }}
{%- endmacro %}


{# a - b #}
{% macro interval_difference(a, b) -%}
{{ interval(
    a ~ '.lower - ' ~ b ~ '.upper',
    a ~ '.upper - ' ~ b ~ '.lower',
    a ~ '.lower_closed and ' ~ b ~ '.upper_closed',
    a ~ '.upper_closed and ' ~ b ~ '.lower_closed',
) }}
{%- endmacro %}


{# a x factor + offset, for a factor above zero. #}
{% macro interval_linear(a, factor=1, offset=0) -%}
{{ interval(
    a ~ '.lower * ' ~ factor ~ ' + ' ~ offset,
    a ~ '.upper * ' ~ factor ~ ' + ' ~ offset,
    a ~ '.lower_closed',
    a ~ '.upper_closed',
) }}
{%- endmacro %}


{# a / b, for b above zero; empty at an end that b leaves open or lets reach zero. Nothing divided is nothing, also by a
   divisor that does not belong to b. #}
{% macro interval_quotient(a, b) -%}
{{ interval(
    a ~ '.lower / nullif(greatest(if(' ~ a ~ '.lower >= 0, ' ~ b ~ '.upper, ' ~ b ~ '.lower), 0), 0)',
    a ~ '.upper / nullif(greatest(if(' ~ a ~ '.upper >= 0, ' ~ b ~ '.lower, ' ~ b ~ '.upper), 0), 0)',
    a ~ '.lower_closed and (' ~ a ~ '.lower = 0 or if(' ~ a ~ '.lower > 0, ' ~ b ~ '.upper_closed, ' ~ b ~ '.lower_closed))',
    a ~ '.upper_closed and (' ~ a ~ '.upper = 0 or if(' ~ a ~ '.upper > 0, ' ~ b ~ '.lower_closed, ' ~ b ~ '.upper_closed))',
) }}
{%- endmacro %}


{# The sum of a column over a group, the same to the last binary digit in whatever order its rows come. #}
{% macro ordered_sum(number) -%}
list_aggregate(list_sort(list({{ number }})), 'fsum')
{%- endmacro %}


{# The sum of a column of intervals over a group; without limit at an end where one of them is. Compensated, for two
   builds that add in another order must come to the same number. #}
{% macro interval_total(a) -%}
{{ interval(
    'if(bool_and(' ~ a ~ '.lower is not null), ' ~ ordered_sum(a ~ '.lower') ~ ', null)',
    'if(bool_and(' ~ a ~ '.upper is not null), ' ~ ordered_sum(a ~ '.upper') ~ ', null)',
    'bool_and(' ~ a ~ '.lower_closed)',
    'bool_and(' ~ a ~ '.upper_closed)',
) }}
{%- endmacro %}


{# How far a lies above b at the least: positive where every number of a is above every one of b. #}
{% macro interval_excess(a, b) -%}
coalesce({{ a }}.lower - {{ b }}.upper, '-infinity'::double)
{%- endmacro %}


{# How far the one lies above the other at the least: positive where no number belongs to both. #}
{% macro distance(a, b) -%}
greatest(
            {{ interval_excess(a, b) }},
            {{ interval_excess(b, a) }}
        )
{%- endmacro %}


{# Whether a lies above b altogether. Two ends that are the same number but for the last binary digits touch, and
   intervals that touch meet if both ends belong to them. #}
{% macro interval_exceeds(a, b) -%}
case
            when {{ a }}.lower is null or {{ b }}.upper is null then false
            when abs({{ a }}.lower - {{ b }}.upper) <= 1e-12 * greatest(abs({{ a }}.lower), abs({{ b }}.upper))
                then not ({{ a }}.lower_closed and {{ b }}.upper_closed)
            else {{ a }}.lower > {{ b }}.upper
        end
{%- endmacro %}


{# Whether a number lies within an interval. #}
{% macro interval_holds(a, number) -%}
(
            {{ interval_exceeds(a, interval_point(number)) }}
            or {{ interval_exceeds(interval_point(number), a) }}
        ) is false
{%- endmacro %}


{# Whether every number of the one interval is above zero and every one of the other below. #}
{% macro opposite_signs(a, b) -%}
coalesce({{ a }}.lower > 0 and {{ b }}.upper < 0 or {{ a }}.upper < 0 and {{ b }}.lower > 0, false)
{%- endmacro %}
