with

bounds as (

    select * from {{ ref('int_bound') }}
    where
        frequency = 'month'
        and measure in ('value', 'yoy')
        and flow in ('exports', 'imports')
        and base_id is null
        and definition is null

),

series as (

    select * from {{ ref('int_series_latest') }}
    where definition in ('customs', 'ministry_items')

),

-- Only what statements are about.
observed as (

    select
        series.flow,
        series.subject_kind,
        series.subject_id,
        series.month,
        series.value_usd,
        (series.value_usd / nullif(year_ago.value_usd, 0) - 1) * 100 as yoy_percent
    from series
    semi join bounds
        on
            {{ same_subject('series', 'bounds') }}
            and series.month = bounds.first_day
    left join series as year_ago
        on
            {{ same_subject('series', 'year_ago') }}
            and series.month = year_ago.month + interval 1 year

),

-- By how much an official level may have moved since an article printed it, in parts of the level. A rate of growth
-- moves with both of its levels.
tolerance as (

    select {{ var('observed_revision_tolerance_percent') }} / 100 as part

),

pairs as (

    select
        case
            when bounds.bound_kind in ('print', 'limit') and bounds.measure = 'value' then 'level_against_series'
            when bounds.bound_kind in ('print', 'limit', 'word') then 'growth_against_series'
            when bounds.bound_kind in ('record', 'record_reference') then 'record_against_series'
            else 'streak_against_series'
        end as identity_id,
        {{ one_as_left('bounds') }},
        []::varchar[] as right_statement_ids,
        if(bounds.measure = 'value', observed.value_usd, observed.yoy_percent) as right_value,
        if(bounds.measure = 'value', observed.value_usd, 2 * (100 + observed.yoy_percent)) * tolerance.part as slack
    from bounds
    cross join tolerance
    inner join observed
        on
            {{ same_subject('bounds', 'observed') }}
            and bounds.first_day = observed.month
    where if(bounds.measure = 'value', observed.value_usd, observed.yoy_percent) is not null

),

points as (

    select
        *,
        {{ interval_point('right_value') }} as right_bounds
    from pairs

),

distances as (

    select
        *,
        {{ distance('left_bounds', 'right_bounds') }} - slack as distance
    from points

),

final as (

    {{ furthest_apart('distances', also=['slack']) }}

)

select * from final
