{# What two bounds of one cell, `claims` and `others`, say of each other: both sides, and how far they are apart. #}
{% macro pair_of_bounds() -%}
if(others.version = 'printed', others.version, claims.version) as version,
        {{ cell_columns('claims') }},
        claims.value as left_value,
        claims.bounds as left_bounds,
        claims.statement_ids as left_statement_ids,
        others.value as right_value,
        others.bounds as right_bounds,
        others.statement_ids as right_statement_ids,
        {{ distance('claims.bounds', 'others.bounds') }} as distance
{%- endmacro %}


{# Whether the claim is the coarser of the two, or of two as fine the one known earlier: so each pair comes once. #}
{% macro claim_is_coarser() -%}
(
            coalesce(claims.bounds.lower - claims.bounds.upper, 0), claims.known_order, claims.statement_ids
        ) < (
            coalesce(others.bounds.lower - others.bounds.upper, 0), others.known_order, others.statement_ids
        )
{%- endmacro %}
