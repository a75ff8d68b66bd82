with

statements as (

    select * from {{ ref('int_fact') }}

),

streaks as (

    select * from {{ ref('stg_streaks') }}

),

stated as (

    select
        statements.*,
        streaks.condition,
        streaks.direction,
        streaks.threshold,
        streaks.status
    from statements
    inner join streaks on statements.statement_id = streaks.statement_id

),

final as (

    select
        statement_id,
        article_id,
        known_from,
        known_order,
        -- A threshold and a measure other than the value of trade tell series apart that otherwise look alike.
        {{ series_id("condition, format('{:.15g}', threshold), nullif(measure, 'value')") }} as series_id,
        flow,
        subject_kind,
        subject_id,
        condition,
        if(condition = 'threshold', threshold, null) as threshold_usd,
        if(condition = 'growth_threshold', threshold, null) as threshold_percent,
        direction,
        if(unit = 'years', 'year', 'month') as frequency,
        date_trunc('month', first_day)::date as start_month,
        date_trunc('month', last_day)::date as end_month,
        value::bigint as length,
        status = 'ended' as is_ended,
        -- Only a run of months with a sign says of single months what other statements can witness too.
        unit = 'months' and condition in ('growth', 'sign') and measure = 'value' as is_witness
    from stated

)

select * from final
