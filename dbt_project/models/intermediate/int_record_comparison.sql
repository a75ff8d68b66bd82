with

records as (

    select * from {{ ref('int_record') }}

),

cells as (

    select * from {{ ref('int_cell') }}
    where not is_limit

),

peers as (

    select * from {{ ref('int_peer') }}

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}

),

known_levels as (

    select * from cells
    qualify row_number() over (
        partition by measure, flow, subject_kind, subject_id, period, base_id, cohort, counted_direction
        order by known_order desc
    ) = 1

),

known_directions as (

    select
        series_id,
        flow,
        subject_kind,
        subject_id,
        condition,
        month,
        any_value(direction) as direction
    from evidence
    group by series_id, flow, subject_kind, subject_id, condition, month
    having count(distinct direction) = 1

),

extremes as (

    select * from records
    where claim in ('highest', 'lowest') and level_value is not null

),

-- The subject of the claim at other times, as far as its article can know them.
own_past as (

    select
        extremes.*,
        levels.statement_id as compared_statement_id,
        levels.value as compared_value,
        levels.lower_bound as compared_lower_bound,
        levels.upper_bound as compared_upper_bound,
        coalesce(levels.first_day = extremes.since_day, false) as is_reference
    from extremes
    inner join known_levels as levels
        on
            extremes.measure = levels.measure
            and extremes.flow = levels.flow
            and extremes.subject_kind = levels.subject_kind
            and extremes.subject_id = levels.subject_id
            and extremes.frequency = levels.frequency
            and extremes.period <> levels.period
            and extremes.article_last_day >= levels.last_day
    where
        case extremes.scope
            when 'all_time' then true
            when 'year' then year(levels.first_day) = year(extremes.first_day)
            when 'same_month' then month(levels.first_day) = month(extremes.first_day)
            when 'since' then levels.first_day >= extremes.since_day and levels.first_day < extremes.first_day
            else false
        end

),

-- Other subjects at the time of the claim.
rivals as (

    select
        extremes.*,
        levels.statement_id as compared_statement_id,
        levels.value as compared_value,
        levels.lower_bound as compared_lower_bound,
        levels.upper_bound as compared_upper_bound,
        false as is_reference
    from extremes
    inner join known_levels as levels
        on
            extremes.measure = levels.measure
            and extremes.flow = levels.flow
            and extremes.subject_kind = levels.subject_kind
            and extremes.subject_id <> levels.subject_id
            and extremes.period = levels.period
            and (levels.cohort is null or extremes.reference_period = levels.cohort)
    inner join peers as own
        on extremes.subject_kind = own.subject_kind and extremes.subject_id = own.subject_id
    inner join peers as rival
        on
            levels.subject_kind = rival.subject_kind
            and levels.subject_id = rival.subject_id
            and own.peer_group = rival.peer_group
    where extremes.scope = 'among_subjects'

),

compared_levels as (

    select * from own_past
    union all
    select * from rivals

),

-- A first time since a month: the same direction in that month and in none between.
compared_directions as (

    select
        records.statement_id,
        earlier.series_id || ' ' || strftime(earlier.month, '%Y-%m') as compared_with,
        earlier.month = records.since_day as is_reference,
        earlier.direction = own.direction as goes_beyond,
        earlier.direction <> own.direction as falls_short
    from records
    inner join known_directions as own
        on
            records.flow = own.flow
            and records.subject_kind = own.subject_kind
            and records.subject_id = own.subject_id
            and records.first_day = own.month
    inner join known_directions as earlier
        on
            own.series_id = earlier.series_id
            and records.since_day <= earlier.month
            and records.first_day > earlier.month
    where
        records.claim = 'first_time'
        and records.frequency = 'month'
        and own.condition = if(records.measure = 'yoy', 'growth', 'sign')

),

final as (

    select
        statement_id,
        compared_statement_id as compared_with,
        is_reference,
        -- Only intervals that do not meet tell which level is the higher one.
        if(
            claim = 'highest',
            compared_value > level_value and compared_lower_bound >= level_upper_bound,
            compared_value < level_value and compared_upper_bound <= level_lower_bound
        ) as goes_beyond,
        if(
            claim = 'highest',
            compared_value < level_value and compared_upper_bound <= level_lower_bound,
            compared_value > level_value and compared_lower_bound >= level_upper_bound
        ) as falls_short
    from compared_levels
    union all
    select * from compared_directions

)

select * from final
