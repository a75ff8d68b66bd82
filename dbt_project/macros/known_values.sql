{# The level of each `place` that an article prints, else the narrowest of those that the models `derived` find of it. #}
{% macro known_values(place, derived) -%}
select * from (
        select
            {{ place }},
            value,
            bounds,
            [statement_id] as statement_ids,
            1 as preference
        from {{ ref('int_level') }}
        where measure = 'value'
        {% for model in derived -%}
        union all
        select
            {{ place }},
            value,
            bounds,
            statement_ids,
            2 as preference
        from {{ ref(model) }}
        where measure = 'value'
        {% endfor %}
    )
    qualify row_number() over (
        partition by {{ place }}
        order by preference, bounds.upper - bounds.lower, statement_ids
    ) = 1
{%- endmacro %}
