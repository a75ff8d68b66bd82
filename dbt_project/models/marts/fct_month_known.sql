with

press as (

    {{ press_months() }}

),

observed as (

    select * from {{ ref('fct_observed_month') }}
    where subject_kind <> 'item_partner'

),

vintages as (

    select * from {{ ref('int_series_latest') }}
    where subject_kind <> 'item_partner'

),

series as (

    select
        {{ official_columns('observed') }},
        observed.value_usd,
        observed.yoy_percent,
        observed.source_file,
        observed.source_line,
        observed.known_from,
        vintages.lower_bound,
        vintages.upper_bound
    from observed
    inner join vintages on {{ same_subject('observed', 'vintages', ['month', 'definition']) }}

),

official as (

    select * from series
    union all
    select
        'balance' as flow,
        exports.subject_kind,
        exports.subject_id,
        exports.month,
        exports.definition,
        exports.value_usd - imports.value_usd as value_usd,
        null as yoy_percent,
        exports.source_file,
        exports.source_line,
        greatest(exports.known_from, imports.known_from) as known_from,
        exports.lower_bound - imports.upper_bound as lower_bound,
        exports.upper_bound - imports.lower_bound as upper_bound
    from {{ exports_and_imports('series') }}

),

-- What is by another definition than that of the press lies at no distance from it.
joined as (

    select
        coalesce(official.flow, press.flow) as flow,
        coalesce(official.subject_kind, press.subject_kind) as subject_kind,
        coalesce(official.subject_id, press.subject_id) as subject_id,
        coalesce(official.month, press.month) as month,
        official.value_usd as official_usd,
        official.lower_bound as official_lower_bound,
        official.upper_bound as official_upper_bound,
        official.yoy_percent as official_yoy_percent,
        official.definition as official_definition,
        official.known_from as official_known_from,
        official.source_file,
        official.source_line,
        press.value_usd as press_usd,
        press.basis as press_basis,
        press.lower_bound as press_lower_bound,
        press.upper_bound as press_upper_bound,
        press.statement_id as press_statement_id,
        press.yoy_percent as press_yoy_percent,
        press.yoy_basis as press_yoy_basis,
        press.yoy_statement_id as press_yoy_statement_id,
        {{ by_definition_of_the_press('official.definition') }} as is_comparable
    from official
    full join press on {{ same_subject('official', 'press', ['month']) }}

),

-- The order of preference: the office, then what the press printed or is corrected to, then what follows from it.
final as (

    select
        flow,
        subject_kind,
        subject_id,
        month,
        coalesce(official_usd, press_usd) as value_usd,
        if(official_usd is null, press_lower_bound, official_lower_bound) as lower_bound,
        if(official_usd is null, press_upper_bound, official_upper_bound) as upper_bound,
        if(official_usd is null, press_basis, 'official') as basis,
        official_usd,
        official_definition,
        official_known_from,
        source_file,
        source_line,
        if(press_basis = 'stated', press_usd, null) as stated_usd,
        if(press_basis = 'corrected', press_usd, null) as corrected_usd,
        if(press_basis = 'derived', press_usd, null) as derived_usd,
        press_lower_bound,
        press_upper_bound,
        press_statement_id,
        if(is_comparable, press_usd - official_usd, null) as press_less_official_usd,
        coalesce(official_yoy_percent, press_yoy_percent) as yoy_percent,
        if(official_yoy_percent is null, press_yoy_basis, 'official') as yoy_basis,
        official_yoy_percent,
        press_yoy_percent,
        press_yoy_statement_id,
        if(is_comparable, press_yoy_percent - official_yoy_percent, null) as press_yoy_less_official_points
    from joined

)

select * from final
