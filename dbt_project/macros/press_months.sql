{# What the articles say last of each month, a row a flow and subject: the value with its bounds, and the growth. #}
{% macro press_months() -%}
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
        {{ flow }}_statement_id as statement_id,
        {%- for part in ['percent', 'basis', 'statement_id'] %}
        {% if flow != 'balance' %}{{ flow }}_yoy_{{ part }}{% else %}null{% endif %} as yoy_{{ part }}
        {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ ref('fct_trade_month_latest') }}
    where {{ flow }}_usd is not null {%- if flow != 'balance' %} or {{ flow }}_yoy_percent is not null {%- endif %}
    union all
    {% endfor -%}
    {% for subject in ['item', 'partner'] -%}
    select
        flow,
        subject_kind,
        subject_id,
        month,
        value_usd,
        value_lower_bound,
        value_upper_bound,
        value_basis,
        value_statement_id,
        yoy_percent,
        yoy_basis,
        yoy_statement_id
    from {{ ref('fct_' ~ subject ~ '_month_latest') }}
    where value_usd is not null or yoy_percent is not null
    {% if not loop.last -%}
    union all
    {% endif -%}
    {% endfor %}
{%- endmacro %}
