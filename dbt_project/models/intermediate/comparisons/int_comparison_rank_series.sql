{% set same_period = ['frequency', 'first_day'] %}

with

records as (

    select * from {{ ref('int_record') }}
    where
        scope = 'among_subjects'
        and claim = 'highest'
        and rank is not null
        and measure = 'value'
        and flow in ('exports', 'imports')
        and subject_kind in ('item', 'partner')

),

populations as (

    select * from {{ ref('stg_populations') }}

),

peers as (

    select * from {{ ref('int_peer') }}

),

group_members as (

    select * from {{ ref('int_group_member') }}

),

levels as (

    select * from {{ ref('int_official_level') }}

),

-- What is ranked in a part of all trade, such as the exports of some firms, is not held against all of it.
ranked as (

    select
        {{ column_list(
            ['statement_id', 'flow', 'subject_kind', 'subject_id', 'measure', 'period', 'first_day', 'last_day', 'rank',
            'frequency'], 'records'
        ) }},
        if(populations.level_subject_kind = 'partner', populations.level_subject_id, null) as group_id,
        peers.peer_group,
        {{ column_list(['definition', 'value_usd', 'lower_bound', 'upper_bound', 'slack_usd'], 'own') }},
        {{ by_definition_of_the_press('own.definition') }} as is_comparable
    from records
    inner join levels as own on {{ same_subject('records', 'own', same_period) }}
    inner join peers on {{ same('records', 'peers', ['subject_kind', 'subject_id']) }}
    left join populations on records.population_id = populations.population_id
    where records.population_id is null or populations.level_flow = records.flow

),

-- Each other one with a figure by the same definition, and how far both may still be revised.
rivals as (

    select
        ranked.statement_id,
        others.value_usd,
        others.lower_bound - ranked.upper_bound as least_above,
        others.upper_bound - ranked.lower_bound as most_above,
        others.slack_usd + ranked.slack_usd as slack_usd
    from ranked
    inner join levels as others
        on
            {{ same('ranked', 'others', ['flow', 'subject_kind', 'definition'] + same_period) }}
            and ranked.subject_id <> others.subject_id
    inner join peers
        on
            {{ same('others', 'peers', ['subject_kind', 'subject_id']) }}
            and ranked.peer_group = peers.peer_group
    left join group_members
        on
            others.subject_kind = group_members.subject_kind
            and others.subject_id = group_members.subject_id
            and ranked.group_id = group_members.group_id
            and {{ while_member('ranked', 'group_members') }}
    where ranked.group_id is null or group_members.subject_id is not null

),

counted as (

    select
        ranked.*,
        count(rivals.value_usd) filter (rivals.least_above > rivals.slack_usd) + 1 as best,
        count(rivals.value_usd) filter (rivals.value_usd > ranked.value_usd) + 1 as place,
        count(rivals.value_usd) filter (rivals.most_above > -rivals.slack_usd) + 1 as worst,
        coalesce(sum(rivals.value_usd), 0) as others_usd
    from ranked
    left join rivals on ranked.statement_id = rivals.statement_id
    group by all

),

-- The list of countries is whole where all without a figure are together less than the one that is ranked. Items may
-- overlap: theirs never is.
placed as (

    select
        counted.*,
        counted.subject_kind = 'partner'
        and counted.group_id is null
        and coalesce(totals.upper_bound - counted.others_usd < 2 * counted.lower_bound, false) as is_whole
    from counted
    left join levels as totals
        on
            {{ same('counted', 'totals', ['flow', 'definition'] + same_period) }}
            and totals.subject_kind = 'total'

),

final as (

    select
        'rank_against_series' as identity_id,
        'used' as version,
        {{ column_list(['flow', 'subject_kind', 'subject_id', 'measure']) }},
        'rank' as unit,
        period,
        rank::double as left_value,
        {{ interval_point('rank') }} as left_bounds,
        [statement_id] as left_statement_ids,
        []::varchar[] as right_statement_ids,
        if(is_comparable and is_whole, place, null)::double as right_value,
        -- As many are above as certainly are; of a list that is not whole more may be.
        if(
            is_comparable and (is_whole or best > rank),
            {{ interval('best', 'if(is_whole, worst, null)') }},
            null
        ) as right_bounds,
        case
            when not is_comparable then 'other_definition'
            when not is_whole and best <= rank then 'others_unknown'
        end as reason
    from placed

)

select * from final
