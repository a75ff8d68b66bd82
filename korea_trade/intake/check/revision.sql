{# How far the sides of a comparison may be apart and both be right in their time. #}

{# A text prints what was known first; an office goes on revising for years, and its archive has the last word. What is made
   of levels moves with each of them, as far as an official one is known to and each its own way; others by a flat part. #}
{% macro largest_move() -%}
list_bool_and(list_transform(sources, lambda one: one.measure = 'value' and one.flow in ('exports', 'imports')))
        and list_bool_or(list_transform(sources, lambda one: one.origin = 'official')) as is_of_levels,
        list_transform(sources, lambda one: {
            'usd': coalesce(one.slack, {{ var('largest_revision_percent') }} / 100 * abs(one.value)),
            'part': coalesce(one.slack / nullif(abs(one.value), 0), {{ var('largest_revision_percent') }} / 100)
        }) as moves,
        if(
            list_bool_or(list_transform(sources, lambda one: one.origin = 'official')),
            2 * {{ var('largest_revision_percent') }},
            {{ var('largest_revision_percent') }}
        ) as flat_percent,
        case
            when unit = 'USD' and flow = 'balance' and measure in ('yoy_change', 'mom_change') then sqrt(2) * official_slack
            when unit = 'USD' and flow = 'balance' and official_slack is not null then official_slack
            when is_of_levels and unit = 'USD'
                then sqrt(list_sum(list_transform(moves, lambda one: one.usd ** 2))) * if(len(sources) = 1, 2, 1)
            when is_of_levels and unit = 'percent'
                then sqrt(list_sum(list_transform(moves, lambda one: one.part ** 2))) * abs(right_value + if(measure = 'share', 0, 100))
            when unit = 'USD' and flow = 'balance' then null
            when unit = 'USD' and measure in ('yoy_change', 'mom_change') then 2 * official_slack
            when unit = 'percent' then flat_percent
            else flat_percent / 100 * greatest(abs(left_value), abs(right_value))
        end as largest_move
{%- endmacro %}
