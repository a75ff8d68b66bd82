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
        before.level_value as before_value,
        before.level_lower_bound as before_lower_bound,
        before.level_upper_bound as before_upper_bound,
        [before.statement_id, before.level_statement_id] as before_ids
    from records
    inner join records as before
        on
            {{ same('records', 'before', ['article_id', 'claim', 'scope', 'measure', 'flow', 'period', 'subject_kind']) }}
            and records.population_id is not distinct from before.population_id
            and records.rank > before.rank
            and (
                records.scope = 'among_subjects'
                or {{ same('records', 'before', ['paragraph', 'sentence', 'level_unit']) }}
            )
    qualify row_number() over (
        partition by records.statement_id
        order by before.rank desc, before.statement_id
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
        before_value as right_value,
        if(
            before_value is null, null, {{ interval('before_lower_bound', 'before_upper_bound') }}
        ) as right_bounds,
        list_filter(before_ids, lambda one: one is not null) as right_statement_ids
    from neighbours

)

select * from final
