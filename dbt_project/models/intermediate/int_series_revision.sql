with

-- Every delivery counts, also one that confirms the figure of the one before.
delivered as (

    select * from {{ ref('stg_observed') }}
    where coalesce(status not in ('ten_days', 'twenty_days'), true)

),

ends as (

    select
        {{ official_columns() }},
        min(known_from) as first_known_from,
        max(known_from) as latest_known_from,
        arg_min(coalesce(status, 'unsaid'), (known_from, rounded_to_usd)) as first_status,
        arg_min(value_usd, (known_from, rounded_to_usd)) as first_usd,
        arg_min(rounded_to_usd, (known_from, rounded_to_usd)) as first_step,
        arg_max(value_usd, (known_from, -rounded_to_usd)) as latest_usd,
        arg_max(rounded_to_usd, (known_from, -rounded_to_usd)) as latest_step
    from delivered
    group by all

),

revised as (

    select * from ends
    where latest_known_from > first_known_from and first_usd > 0

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
        -- What rounding alone explains is no revision.
        if(
            abs(revised.latest_usd - revised.first_usd) <= greatest(revised.first_step, revised.latest_step) / 2,
            0,
            revised.latest_usd - revised.first_usd
        ) as revision_usd,
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
