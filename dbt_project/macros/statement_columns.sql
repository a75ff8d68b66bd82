{# What a model of one row a statement has of it, first of all every such mart. #}
{% macro statement_columns() -%}
statements.statement_id,
        statements.article_id,
        statements.known_from,
        statements.known_order,
        statements.measure,
        statements.flow,
        statements.subject_kind,
        statements.subject_id,
        statements.period,
        statements.frequency,
        statements.first_day,
        statements.last_day,
        statements.reference_period,
        statements.value,
        statements.unit,
        statements.lower_bound,
        statements.upper_bound,
        statements.basis,
        statements.certainty,
        statements.is_repeat
{%- endmacro %}
