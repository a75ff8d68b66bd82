with

changes as (

    select * from {{ ref('int_change') }}
    where level_measure = 'firms' and not is_growth

),

firm_flows as (

    select * from {{ ref('int_firm_flow') }}

),

final as (

    select
        'net_change_of_firms' as identity_id,
        {{ one_as_left('changes') }},
        joining.value - leaving.value as right_value,
        {{ interval_difference('joining.bounds', 'leaving.bounds') }} as right_bounds,
        [joining.statement_id, leaving.statement_id] as right_statement_ids
    from changes
    inner join firm_flows as joining
        on
            changes.version = joining.version
            and changes.article_id = joining.reader_id
            and changes.subject_id = joining.parent_id
            and changes.period = joining.period
            and joining.adds_to_parent = 1
    inner join firm_flows as leaving
        on
            {{ same('joining', 'leaving', ['version', 'reader_id', 'parent_id', 'period']) }}
            and leaving.adds_to_parent = -1

)

select * from final
