{% set place = 'article_id, subject_kind, subject_id, frequency, first_day, last_day' %}
{# What is found, of which two, how, and its interval before it is halved where it comes of the sum of trade. #}
{% set rules = [
    ('balance_less_exports', 'imports', 'exports', 'balance', 'exports - balance',
        interval_difference('exports_bounds', 'balance_bounds')),
    ('balance_and_imports', 'exports', 'imports', 'balance', 'imports + balance',
        interval_sum('imports_bounds', 'balance_bounds')),
    ('exports_less_imports', 'balance', 'exports', 'imports', 'exports - imports',
        interval_difference('exports_bounds', 'imports_bounds')),
    ('exports_and_imports', 'trade', 'exports', 'imports', 'exports + imports',
        interval_sum('exports_bounds', 'imports_bounds')),
    ('exports_of_trade', 'exports', 'trade', 'balance', '(trade + balance) / 2',
        interval_sum('trade_bounds', 'balance_bounds')),
    ('imports_of_trade', 'imports', 'trade', 'balance', '(trade - balance) / 2',
        interval_difference('trade_bounds', 'balance_bounds')),
] %}

with

known_values as (

    {{ known_values(place ~ ', flow', ['int_derivation_base', 'int_derivation_rest']) }}

),

flows as (

    select
        {% for flow in ['exports', 'imports', 'balance', 'trade'] -%}
        any_value(value) filter (where flow = '{{ flow }}') as {{ flow }},
        any_value(bounds) filter (where flow = '{{ flow }}') as {{ flow }}_bounds,
        coalesce(any_value(statement_ids) filter (where flow = '{{ flow }}'), []) as {{ flow }}_ids,
        {% endfor -%}
        {{ place }}
    from known_values
    group by {{ place }}

),

balances as (

    {%- for derivation, flow, one, other, formula, bounds in rules %}
    select
        '{{ derivation }}' as derivation_id,
        {{ place }},
        '{{ flow }}' as flow,
        {{ formula }} as value,
        {{ bounds }} as bounds,
        list_concat({{ one }}_ids, {{ other }}_ids) as statement_ids
    from flows
    where {{ flow }} is null and {{ one }} is not null and {{ other }} is not null
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

final as (

    select
        * replace (
            if(
                derivation_id in ('exports_of_trade', 'imports_of_trade'),
                {{ interval_linear('bounds', '0.5') }},
                bounds
            )
                as bounds
        ),
        'value' as measure,
        'USD' as unit,
        {{ period_of_days() }} as period,
        null::varchar as base_id
    from balances

)

select * from final
