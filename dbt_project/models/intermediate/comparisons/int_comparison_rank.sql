with

records as (

    select * from {{ ref('int_record') }}
    where scope = 'among_subjects' and claim in ('highest', 'lowest') and rank is not null

),

readings as (

    select * from {{ ref('int_reading') }}

),

peers as (

    select * from {{ ref('int_peer') }}

),

populations as (

    select * from {{ ref('stg_populations') }}
    where level_subject_kind in ('item', 'partner')

),

group_members as (

    select * from {{ ref('int_group_member') }}

),

-- The level that the claim is about; of the shares of a subject in several bases the finest print.
claims as (

    select
        records.*,
        levels.version,
        levels.reader_id,
        levels.unit as level_of_unit,
        levels.value as claimed_value,
        levels.bounds as claimed_bounds,
        levels.statement_id as claimed_statement_id
    from records
    left join readings as levels
        on
            {{ same_subject('records', 'levels', ['measure', 'period']) }}
            and records.article_id = levels.reader_id
            -- A record of survival names the year in which the firms started.
            and (levels.cohort is null or records.reference_period = levels.cohort)
    qualify row_number() over (
        partition by records.statement_id, levels.version
        order by levels.bounds.upper - levels.bounds.lower, levels.statement_id
    ) = 1

),

rivals as (

    select
        claims.statement_id,
        claims.version,
        claims.claim,
        claims.rank,
        levels.statement_id as rival_statement_id,
        levels.value,
        levels.bounds
    from claims
    inner join peers as own
        on claims.subject_kind = own.subject_kind and claims.subject_id = own.subject_id
    inner join peers as rival
        on
            own.peer_group = rival.peer_group
            and own.subject_kind = rival.subject_kind
            and own.subject_id <> rival.subject_id
    inner join readings as levels
        on
            {{ same('claims', 'levels', ['version', 'reader_id', 'measure', 'flow', 'period']) }}
            and claims.level_of_unit = levels.unit
            and rival.subject_kind = levels.subject_kind
            and rival.subject_id = levels.subject_id
            and (levels.cohort is null or claims.reference_period = levels.cohort)
    left join populations on claims.population_id = populations.population_id
    left join group_members
        on
            populations.level_subject_kind = group_members.subject_kind
            and populations.level_subject_id = group_members.group_id
            and rival.subject_id = group_members.subject_id
            and {{ while_member('claims', 'group_members') }}
    -- What is largest in a group is held against the members of it.
    where populations.population_id is null or group_members.subject_id is not null

),

-- As many may go beyond as the rank leaves places above: the level of that rank among the others is the bar.
bars as (

    select * from rivals
    qualify row_number() over (
        partition by statement_id, version
        order by if(claim = 'highest', -value, value), rival_statement_id
    ) = rank

),

final as (

    select
        'rank_against_levels' as identity_id,
        coalesce(claims.version, 'used') as version,
        claims.flow,
        claims.subject_kind,
        claims.subject_id,
        claims.measure,
        coalesce(claims.level_of_unit, claims.unit) as unit,
        claims.period,
        if(claims.claim = 'lowest', 'at_most', 'at_least') as relation,
        claims.claimed_value as left_value,
        claims.claimed_bounds as left_bounds,
        if(
            claims.claimed_statement_id is null,
            [claims.statement_id],
            [claims.statement_id, claims.claimed_statement_id]
        ) as left_statement_ids,
        bars.value as right_value,
        bars.bounds as right_bounds,
        if(bars.rival_statement_id is null, [], [bars.rival_statement_id]) as right_statement_ids
    from claims
    left join bars on claims.statement_id = bars.statement_id and claims.version = bars.version

)

select * from final
