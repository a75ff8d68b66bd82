with

statements as (

    select * from {{ ref('int_statement') }}
    where measure in ('yoy', 'mom', 'growth')

),

directions as (

    select * from {{ ref('stg_directions') }}
    where modality = 'actual'

),

-- A word about a change that happened.
final as (

    select
        statements.statement_id,
        statements.article_id,
        statements.known_from,
        statements.known_order,
        statements.flow,
        statements.subject_kind,
        statements.subject_id,
        'word' as bound_kind,
        'used' as version,
        statements.measure,
        'percent' as unit,
        statements.period,
        statements.frequency,
        statements.first_day,
        statements.last_day,
        {{ interval(
            'if(statements.value >= 0, 0, null)',
            'if(statements.value <= 0, 0, null)',
            'statements.value = 0',
            'statements.value = 0',
        ) }} as bounds
    from statements
    inner join directions on statements.statement_id = directions.statement_id

)

select * from final
