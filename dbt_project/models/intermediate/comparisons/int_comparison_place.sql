with

records as (

    select * from {{ ref('int_record') }}
    where
        scope in ('all_time', 'year', 'same_month', 'since') and claim in ('highest', 'lowest')
        and rank > 1 and level_value is not null

),

levels as (

    select * from {{ ref('int_reading') }}
    where is_own and version = 'used' and base_id is null and cohort is null and counted_direction is null

),

-- What the claim is measured against: the other periods before it that its scope takes in, each by the level that
-- leaves the claim most room.
rivals as (

    select
        records.statement_id,
        records.claim,
        records.rank,
        levels.period,
        arg_min(levels.statement_id, if(records.claim = 'highest', levels.value, -levels.value)) as rival_statement_id,
        arg_min(levels.value, if(records.claim = 'highest', levels.value, -levels.value)) as rival_value,
        arg_min(levels.bounds, if(records.claim = 'highest', levels.value, -levels.value)) as rival_bounds
    from records
    inner join levels
        on
            {{ same_subject('records', 'levels', ['measure', 'frequency']) }}
            and records.level_unit = levels.unit
            and records.first_day > levels.first_day
            and (records.scope <> 'year' or year(records.first_day) = year(levels.first_day))
            and (records.scope <> 'same_month' or month(records.first_day) = month(levels.first_day))
            and (records.scope <> 'since' or records.since_day < levels.first_day)
    group by all

),

-- As many may go beyond as the place leaves above: the level of that place among the others is the bar.
bars as (

    select * from rivals
    qualify row_number() over (
        partition by statement_id
        order by if(claim = 'highest', -rival_value, rival_value), rival_statement_id
    ) = rank

),

final as (

    select
        'place_among_periods' as identity_id,
        'used' as version,
        {{ column_list(['flow', 'subject_kind', 'subject_id', 'measure', 'period'], 'records') }},
        records.level_unit as unit,
        if(records.claim = 'lowest', 'at_most', 'at_least') as relation,
        records.level_value as left_value,
        {{ interval('records.level_lower_bound', 'records.level_upper_bound') }} as left_bounds,
        [records.statement_id, records.level_statement_id] as left_statement_ids,
        bars.rival_value as right_value,
        bars.rival_bounds as right_bounds,
        if(bars.rival_statement_id is null, [], [bars.rival_statement_id]) as right_statement_ids
    from records
    left join bars on records.statement_id = bars.statement_id

)

select * from final
