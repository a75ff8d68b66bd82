with

-- Every delivery counts, also one that confirms the figure of the one before.
delivered as (

    select * from {{ ref('stg_observed') }}
    where coalesce(status not in ('ten_days', 'twenty_days'), true)

),

days as (

    select
        {{ official_columns() }},
        min(known_from) as first_known_from,
        max(known_from) as latest_known_from
    from delivered
    group by all

),

-- A figure that was refined before it was revised is held against the next in all its digits: rounding is no revision.
ends as (

    select
        {{ official_columns() }},
        any_value(coalesce(status, 'unsaid')) filter (change = 'first') as first_status,
        any_value(finest_usd) filter (change = 'first') as first_usd,
        any_value(value_usd) filter (known_until is null) as latest_usd
    from {{ ref('int_series_vintage') }}
    where covers = 'month'
    group by all

),

revised as (

    select
        ends.*,
        days.first_known_from,
        days.latest_known_from
    from ends
    inner join days on {{ same_subject('ends', 'days', ['month', 'definition']) }}
    where days.latest_known_from > days.first_known_from and ends.first_usd > 0

),

-- Of the year before, the figure that is known last serves both: what moves the sign is the month itself.
final as (

    select
        {{ official_columns('revised') }},
        revised.first_status,
        revised.first_known_from,
        revised.latest_known_from,
        date_diff('day', revised.first_known_from, revised.latest_known_from) as age_days,
        revised.first_usd,
        revised.latest_usd,
        revised.latest_usd - revised.first_usd as revision_usd,
        100 * revision_usd / revised.first_usd as revision_percent,
        sign(revised.first_usd - year_ago.latest_usd)::bigint as first_direction,
        sign(revised.latest_usd - year_ago.latest_usd)::bigint as latest_direction
    from revised
    left join ends as year_ago
        on
            {{ same_subject('revised', 'year_ago', ['definition']) }}
            and revised.month = year_ago.month + interval 1 year

)

select * from final
