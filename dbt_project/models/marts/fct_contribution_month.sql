with

official as (

    select
        {{ official_columns() }},
        value_usd,
        year_ago_value_usd
    from {{ ref('fct_observed_month') }}

),

totals as (

    select * from official
    where subject_kind = 'total'

),

-- A bloc and its members would count twice: what is left of all is reckoned with the items, which are apart.
parts as (

    select
        {{ official_columns('parts') }},
        parts.value_usd,
        parts.value_usd - parts.year_ago_value_usd as change_usd,
        totals.value_usd as total_usd,
        totals.year_ago_value_usd as total_year_ago_usd
    from official as parts
    inner join totals
        on
            parts.flow = totals.flow
            and parts.month = totals.month
    where parts.subject_kind in ('item', 'partner')

),

rest as (

    select
        flow,
        subject_kind,
        'rest' as subject_id,
        month,
        definition,
        any_value(total_usd) - sum(value_usd) as value_usd,
        any_value(total_usd - total_year_ago_usd) - sum(change_usd) as change_usd,
        any_value(total_usd) as total_usd,
        any_value(total_year_ago_usd) as total_year_ago_usd
    from parts
    where
        subject_kind = 'item'
        and change_usd is not null
    group by flow, subject_kind, month, definition

),

every_part as (

    select * from parts
    union all by name
    select * from rest

),

final as (

    select
        {{ official_columns() }},
        value_usd,
        change_usd,
        100 * value_usd / total_usd as share_percent,
        100 * change_usd / nullif(total_year_ago_usd, 0) as contribution_points,
        100 * (total_usd - total_year_ago_usd) / nullif(total_year_ago_usd, 0) as total_yoy_percent
    from every_part

)

select * from final
