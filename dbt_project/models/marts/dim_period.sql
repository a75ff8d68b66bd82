with

statements as (

    select * from {{ ref('int_statement') }}

),

survival as (

    select * from {{ ref('stg_firm_survival') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

derived as (

    select * from {{ ref('int_derived') }}

),

used_periods as (

    select
        period,
        frequency,
        first_day,
        last_day
    from statements
    union
    select
        reference_period,
        reference_frequency,
        reference_first_day,
        reference_last_day
    from statements
    where reference_period is not null
    union
    select
        cohort,
        cohort_frequency,
        cohort_first_day,
        cohort_last_day
    from survival
    union
    select
        reference_period,
        reference_period_frequency,
        reference_period_first_day,
        reference_period_last_day
    from articles
    union
    select
        period,
        frequency,
        first_day,
        last_day
    from derived

),

-- A calendar without gaps, so that charts over months need none of their own.
calendar_months as (

    select unnest({{ months_between('min(first_day)', 'max(last_day)') }}) as first_day
    from used_periods

),

periods as (

    select * from used_periods
    union
    select
        strftime(first_day, '%Y-%m') as period,
        'month' as frequency,
        first_day,
        last_day(first_day) as last_day
    from calendar_months

),

neighbours as (

    select
        *,
        case frequency
            when 'year' then interval 1 year
            when 'half' then interval 6 month
            when 'quarter' then interval 3 month
            when 'month' then interval 1 month
            when 'day' then interval 1 day
        end as step,
        (first_day - step)::date as previous_first_day,
        if(frequency = 'span', null, first_day - interval 1 year)::date as year_ago_first_day
    from periods

),

final as (

    select
        period,
        frequency,
        first_day,
        last_day,
        if(year(first_day) = year(last_day), year(first_day), null) as year,
        case when frequency in ('quarter', 'month', 'day') then quarter(first_day) end as quarter,
        case when frequency in ('month', 'day') then month(first_day) end as month_number,
        case frequency
            when 'year' then period
            when 'half' then if(month(first_day) = 1, 'First half of ', 'Second half of ') || year(first_day)
            when 'quarter' then 'Q' || quarter(first_day) || ' ' || year(first_day)
            when 'month' then strftime(first_day, '%B %Y')
            when 'day' then strftime(first_day, '%-d %B %Y')
            else replace(period, '/', ' to ')
        end as label,
        {{ period_text('previous_first_day') }} as previous_period,
        {{ period_text('year_ago_first_day') }} as year_ago_period
    from neighbours

)

select * from final
