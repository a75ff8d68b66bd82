with

official as (

    select * from {{ ref('int_series_latest') }}
    where
        subject_kind = 'total'
        or (subject_kind = 'item' and subject_id = 'semiconductors')

),

working_days as (

    select * from {{ ref('int_working_days') }}

),

totals as (

    select
        official.*,
        working_days.working_days
    from official
    inner join working_days on official.month = working_days.month
    where official.subject_kind = 'total'

),

semiconductors as (

    select * from official
    where subject_kind = 'item'

),

-- A window over months that counts rows would step over a gap: sums are kept only where no month is missing.
windows as (

    select
        totals.*,
        totals.value_usd - semiconductors.value_usd as without_semiconductors_usd,
        sum(totals.value_usd) over year_so_far as year_to_date_usd,
        count(*) over year_so_far = month(totals.month) as is_year_to_date_whole,
        sum(totals.value_usd) over three_months as three_months_usd,
        count(*) over three_months = 3 as are_three_months_whole
    from totals
    left join semiconductors
        on
            totals.flow = semiconductors.flow
            and totals.month = semiconductors.month
    window
        year_so_far as (
            partition by totals.flow, year(totals.month)
            order by totals.month
            range between interval 11 month preceding and current row
        ),
        three_months as (
            partition by totals.flow
            order by totals.month
            range between interval 2 month preceding and current row
        )

),

months as (

    select
        flow,
        month,
        known_from,
        status,
        value_usd,
        lower_bound,
        upper_bound,
        working_days,
        value_usd / working_days as daily_average_usd,
        lower_bound / working_days as daily_average_lower_bound,
        upper_bound / working_days as daily_average_upper_bound,
        without_semiconductors_usd,
        if(is_year_to_date_whole, year_to_date_usd, null) as year_to_date_usd,
        if(is_year_to_date_whole, month(month), null)::bigint as year_to_date_month_count,
        if(are_three_months_whole, three_months_usd, null) as three_months_usd,
        source_file,
        source_line
    from windows

),

final as (

    select
        months.*,
        year_ago.working_days as year_ago_working_days,
        {%- for part in ['value', 'daily_average', 'without_semiconductors', 'year_to_date', 'three_months'] %}
        100 * (months.{{ part }}_usd - year_ago.{{ part }}_usd)
        / nullif(year_ago.{{ part }}_usd, 0) as {{ part }}_yoy_percent
        {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from months
    left join months as year_ago
        on
            months.flow = year_ago.flow
            and months.month = year_ago.month + interval 1 year

)

select * from final
