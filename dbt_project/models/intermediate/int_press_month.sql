with

trade as (

    select * from {{ ref('fct_trade_month_latest') }}

),

subjects as (

    select * from {{ ref('fct_item_month_latest') }}
    union all by name
    select * from {{ ref('fct_partner_month_latest') }}

),

totals as (

    {% for flow in ['exports', 'imports', 'balance'] -%}
    select
        '{{ flow }}' as flow,
        subject_kind,
        subject_id,
        month,
        {{ flow }}_usd as value_usd,
        {{ flow }}_lower_bound as lower_bound,
        {{ flow }}_upper_bound as upper_bound,
        {{ flow }}_basis as basis,
        {{ flow }}_statement_id as statement_id
        {%- if flow == 'balance' %},
        null::double as yoy_percent,
        null::varchar as yoy_basis,
        null::varchar as yoy_statement_id
    {%- else %},
        {{ flow }}_yoy_percent as yoy_percent,
        {{ flow }}_yoy_basis as yoy_basis,
        {{ flow }}_yoy_statement_id as yoy_statement_id
    {%- endif %}
    from trade
    {% if not loop.last -%}
    union all
    {% endif -%}
    {% endfor %}

),

final as (

    select * from totals
    where coalesce(value_usd, yoy_percent) is not null
    union all
    select
        flow,
        subject_kind,
        subject_id,
        month,
        value_usd,
        value_lower_bound as lower_bound,
        value_upper_bound as upper_bound,
        value_basis as basis,
        value_statement_id as statement_id,
        yoy_percent,
        yoy_basis,
        yoy_statement_id
    from subjects
    where coalesce(value_usd, yoy_percent) is not null

)

select * from final
