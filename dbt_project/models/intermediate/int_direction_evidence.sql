with

statements as (

    select * from {{ ref('int_fact') }}

),

streak_months as (

    select * from {{ ref('int_streak_month') }}
    where is_witness

),

monthly_statements as (

    select * from statements
    where frequency = 'month' and theme in ('directions', 'trade_totals', 'trade_by_item', 'trade_by_partner')

),

signs as (

    select
        *,
        case
            when measure in ('yoy', 'yoy_change') then 'growth'
            when measure = 'value' and flow = 'balance' then 'sign'
        end as condition,
        case
            when theme = 'directions' then 'word'
            when flow = 'balance' then 'balance'
            else 'rate'
        end as evidence
    from monthly_statements

),

final as (

    select
        {{ series_of('condition') }},
        first_day as month,
        sign(value)::bigint as direction,
        evidence,
        statement_id,
        article_id,
        known_from,
        known_order
    from signs
    where condition is not null
    union all
    select
        {{ series_columns() }},
        month,
        direction,
        'streak' as evidence,
        statement_id,
        article_id,
        known_from,
        known_order
    from streak_months

)

select * from final
