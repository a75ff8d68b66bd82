with

bounds as (

    select * from {{ ref('int_bound') }}
    where
        frequency = 'month'
        and measure in ('value', 'yoy')
        and flow in ('exports', 'imports')
        and base_id is null

),

series as (

    select * from {{ ref('stg_observed') }}

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
            series.flow = bounds.flow
            and series.subject_kind = bounds.subject_kind
            and series.subject_id = bounds.subject_id
            and series.month = bounds.first_day
    left join series as year_ago
        on
            series.flow = year_ago.flow
            and series.subject_kind = year_ago.subject_kind
            and series.subject_id = year_ago.subject_id
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
        bounds.version,
        bounds.flow,
        bounds.subject_kind,
        bounds.subject_id,
        bounds.measure,
        bounds.unit,
        bounds.period,
        bounds.value as left_value,
        bounds.bounds as left_bounds,
        bounds.statement_id,
        if(bounds.measure = 'value', observed.value_usd, observed.yoy_percent) as right_value,
        if(bounds.measure = 'value', observed.value_usd, 2 * (100 + observed.yoy_percent)) * tolerance.part as slack
    from bounds
    cross join tolerance
    inner join observed
        on
            bounds.flow = observed.flow
            and bounds.subject_kind = observed.subject_kind
            and bounds.subject_id = observed.subject_id
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
        greatest(
            {{ interval_excess('left_bounds', 'right_bounds') }}, {{ interval_excess('right_bounds', 'left_bounds') }}
        ) - slack as distance
    from points

),

final as (

    select
        identity_id,
        version,
        flow,
        subject_kind,
        subject_id,
        measure,
        any_value(unit) as unit,
        {{ of_the_worst_month(['period', 'left_value', 'left_bounds', 'right_value', 'right_bounds', 'slack']) }},
        [statement_id] as left_statement_ids,
        []::varchar[] as right_statement_ids
    from distances
    group by identity_id, version, flow, subject_kind, subject_id, measure, statement_id

)

select * from final
