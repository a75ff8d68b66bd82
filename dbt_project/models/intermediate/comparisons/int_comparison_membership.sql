with

statements as (

    select * from {{ ref('int_fact') }}
    where member_of is not null

),

members as (

    select * from {{ ref('int_group_member') }}

),

known_groups as (

    select distinct
        subject_kind,
        group_id
    from members

),

claims as (

    select
        statements.*,
        members.subject_id is not null as is_listed,
        known_groups.group_id is not null as is_known
    from statements
    left join members
        on
            statements.subject_kind = members.subject_kind
            and statements.member_of = members.group_id
            and statements.subject_id = members.subject_id
            and {{ while_member('statements', 'members') }}
    left join known_groups
        on statements.subject_kind = known_groups.subject_kind and statements.member_of = known_groups.group_id

),

-- All that an article counts in one group is one claim.
counts as (

    select
        any_value(flow) as flow,
        subject_kind,
        member_of as subject_id,
        max(period) as period,
        count(distinct subject_id) as said,
        count(distinct subject_id) filter (where is_listed) as listed,
        bool_and(is_known) as is_known,
        list_sort(list(statement_id)) as statement_ids
    from claims
    group by article_id, subject_kind, member_of

),

final as (

    select
        'membership' as identity_id,
        'used' as version,
        flow,
        subject_kind,
        subject_id,
        'members' as measure,
        'count' as unit,
        period,
        said::double as left_value,
        {{ interval_point('said') }} as left_bounds,
        statement_ids as left_statement_ids,
        if(is_known, listed, null)::double as right_value,
        if(is_known, {{ interval_point('listed') }}, null) as right_bounds,
        []::varchar[] as right_statement_ids
    from counts

)

select * from final
