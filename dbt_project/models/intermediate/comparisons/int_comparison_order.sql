{% set list = ['article_id', 'claim', 'scope', 'measure', 'flow', 'period', 'subject_kind'] %}

with

records as (

    select * from {{ ref('int_record') }}
    where
        scope in ('among_subjects', 'in_list') and claim in ('highest', 'lowest')
        and not is_repeat and lower_bound = upper_bound

),

-- What is named behind another in a list, with the next before it.
neighbours as (

    select
        records.*,
        ahead.level_value as ahead_value,
        ahead.level_lower_bound as ahead_lower_bound,
        ahead.level_upper_bound as ahead_upper_bound,
        [ahead.statement_id, ahead.level_statement_id] as ahead_ids
    from records
    inner join records as ahead
        on
            {{ same('records', 'ahead', list) }}
            and records.population_id is not distinct from ahead.population_id
            and records.rank > ahead.rank
            and (
                records.scope = 'among_subjects'
                or {{ same('records', 'ahead', ['paragraph', 'sentence', 'level_unit']) }}
            )
    qualify row_number() over (
        partition by records.statement_id
        order by ahead.rank desc, ahead.statement_id asc
    ) = 1

),

final as (

    select
        'order_in_list' as identity_id,
        'used' as version,
        {{ column_list(['flow', 'subject_kind', 'subject_id', 'measure', 'period']) }},
        coalesce(level_unit, unit) as unit,
        if(claim = 'lowest', 'at_least', 'at_most') as relation,
        level_value as left_value,
        if(
            level_value is null, null, {{ interval('level_lower_bound', 'level_upper_bound') }}
        ) as left_bounds,
        list_filter([statement_id, level_statement_id], lambda one: one is not null) as left_statement_ids,
        ahead_value as right_value,
        if(
            ahead_value is null, null, {{ interval('ahead_lower_bound', 'ahead_upper_bound') }}
        ) as right_bounds,
        list_filter(ahead_ids, lambda one: one is not null) as right_statement_ids
    from neighbours

)

select * from final
