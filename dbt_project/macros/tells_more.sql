{# Whether a claim has to be held against this bound of a cell, or may leave it to the others. Fifty outlets that print one
   figure would make 1,225 pairs. So of the bounds of one kind those speak that were known first, as many as
   `bounds_that_speak` says, and each that narrowed what was known when it became known: its lower end was above all
   before it, or its upper end below. Whatever a silent bound contradicts one that speaks contradicts too, and a bound
   that speaks goes on doing so when more become known. `columns` tell the groups of bounds apart. #}
{% macro tells_more(bounds, columns) -%}
{%- set group = "partition by " ~ columns | join(', ') ~ " order by known_order, statement_ids" -%}
{%- set before = "over (" ~ group ~ " rows between unbounded preceding and 1 preceding)" -%}
{# Of two ends that are the same number the one that does not belong to its interval is the narrower. -#}
{%- set lower = "(coalesce(" ~ bounds ~ ".lower, '-infinity'::double), not " ~ bounds ~ ".lower_closed)" -%}
{%- set upper = "(-coalesce(" ~ bounds ~ ".upper, 'infinity'::double), not " ~ bounds ~ ".upper_closed)" -%}
row_number() over ({{ group }}) <= {{ var('bounds_that_speak') }}
        or coalesce({{ lower }} > max({{ lower }}) {{ before }}, false)
        or coalesce({{ upper }} > max({{ upper }}) {{ before }}, false)
{%- endmacro %}


{# Whether one of two bounds that meet speaks. Those of one article always meet: what an article prints against itself is
   no revision, as it is against another. #}
{% macro either_tells_more(a, b) -%}
({{ a }}.tells_more is not false or {{ b }}.tells_more is not false or {{ a }}.known_order = {{ b }}.known_order)
{%- endmacro %}


{# Of the comparisons of one claim those that are furthest apart, as many as `comparisons_of_a_claim` says: a record of
   all time is held against every level that is known, and told with the levels that come nearest to it. #}
{% macro worst_opponents(claim) -%}
qualify row_number() over (
        partition by {{ claim }}
        order by max(distance) desc, max(period) desc, right_statement_ids
    ) <= {{ var('comparisons_of_a_claim') }}
{%- endmacro %}
