with

bounds as (

    select * from {{ ref('int_bound') }}

),

official as (

    select * from {{ ref('int_claim_official') }}

),

slacks as (

    select * from {{ ref('int_claim_slack') }}

),

pairs as (

    select
        case
            when bounds.bound_kind in ('print', 'limit') and bounds.measure = 'value' then 'level_against_series'
            when bounds.bound_kind in ('print', 'limit') and bounds.measure = 'yoy_change' then 'change_against_series'
            when bounds.bound_kind in ('print', 'limit', 'word') then 'growth_against_series'
            when bounds.bound_kind in ('record', 'record_reference') then 'record_against_series'
            else 'streak_against_series'
        end as identity_id,
        {{ one_as_left('bounds') }},
        []::varchar[] as right_statement_ids,
        case bounds.measure
            when 'value' then official.level_usd
            when 'yoy' then official.yoy_percent
            when 'yoy_change' then official.change_usd
        end as official_value,
        if(official.is_of_one_definition, official_value, null) as right_value,
        case bounds.measure
            when 'value' then slacks.level_slack_usd
            when 'yoy' then slacks.yoy_slack_points
            when 'yoy_change' then slacks.change_slack_usd
        end as slack,
        if(official.is_of_one_definition, null, 'other_definition') as reason
    from bounds
    inner join official
        on
            {{ same('bounds', 'official', ['statement_id', 'bound_kind', 'flow']) }}
            and bounds.first_day = official.month
    inner join slacks on {{ same('official', 'slacks', ['statement_id', 'bound_kind', 'flow', 'month']) }}
    -- A run or record by another definition says as little as each of its months: its prints tell so once.
    where
        official_value is not null
        and bounds.frequency = 'month'
        and bounds.base_id is null
        and bounds.definition is null
        and (official.is_of_one_definition or bounds.bound_kind in ('print', 'limit', 'word'))

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

    {{ furthest_apart('distances', also=['slack', 'reason']) }}

)

select * from final
