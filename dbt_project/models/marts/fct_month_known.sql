with

trade as (

    select * from {{ ref('fct_trade_month_latest') }}

),

items as (

    select * from {{ ref('fct_item_month_latest') }}

),

partners as (

    select * from {{ ref('fct_partner_month_latest') }}

),

series as (

    select * from {{ ref('fct_observed_month') }}
    where subject_kind <> 'item_partner'

),

press as (

    {% for flow in ['exports', 'imports', 'balance'] -%}
    select
        '{{ flow }}' as flow,
        subject_kind,
        subject_id,
        month,
        {{ flow }}_usd as press_usd,
        {{ flow }}_lower_bound as press_lower_bound,
        {{ flow }}_upper_bound as press_upper_bound,
        {{ flow }}_basis as press_basis,
        {{ flow }}_statement_id as press_statement_id
    from trade
    where {{ flow }}_usd is not null
    union all
    {% endfor -%}
    {% for subject in ['items', 'partners'] -%}
    select
        flow,
        subject_kind,
        subject_id,
        month,
        value_usd,
        value_lower_bound,
        value_upper_bound,
        value_basis,
        value_statement_id
    from {{ subject }}
    where value_usd is not null
    {% if not loop.last -%}
    union all
    {% endif -%}
    {% endfor %}

),

official as (

    select
        {{ official_columns() }},
        value_usd as official_usd,
        source_file,
        source_line
    from series
    union all
    select
        'balance' as flow,
        exports.subject_kind,
        exports.subject_id,
        exports.month,
        exports.definition,
        exports.value_usd - imports.value_usd as official_usd,
        exports.source_file,
        exports.source_line
    from series as exports
    inner join series as imports
        on {{ same('exports', 'imports', ['subject_kind', 'subject_id', 'month', 'definition']) }}
    where
        exports.flow = 'exports'
        and imports.flow = 'imports'

),

-- The order of preference: the office, then what the press printed or is corrected to, then what follows from it.
final as (

    select
        coalesce(official.flow, press.flow) as flow,
        coalesce(official.subject_kind, press.subject_kind) as subject_kind,
        coalesce(official.subject_id, press.subject_id) as subject_id,
        coalesce(official.month, press.month) as month,
        coalesce(official.official_usd, press.press_usd) as value_usd,
        if(official.official_usd is not null, 'official', press.press_basis) as basis,
        official.official_usd,
        official.definition as official_definition,
        official.source_file,
        official.source_line,
        if(press.press_basis = 'stated', press.press_usd, null) as stated_usd,
        if(press.press_basis = 'corrected', press.press_usd, null) as corrected_usd,
        if(press.press_basis = 'derived', press.press_usd, null) as derived_usd,
        press.press_lower_bound,
        press.press_upper_bound,
        press.press_statement_id,
        press.press_usd - official.official_usd as press_less_official_usd
    from official
    full join press on {{ same_subject('official', 'press', ['month']) }}

)

select * from final
