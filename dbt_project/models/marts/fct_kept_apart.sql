with

statements as (

    select * from {{ ref('int_statement') }}
    where modality <> 'actual' or definition is not null

),

cells as (

    select * from {{ ref('int_cell') }}

),

-- What the cell turned out to be: the latest print of it, under the same definition.
outcomes as (

    select
        statements.statement_id,
        arg_max(cells.value, cells.known_order) as outcome_value,
        arg_max(cells.statement_id, cells.known_order) as outcome_statement_id
    from statements
    inner join cells
        on
            {{ same_subject('statements', 'cells', ['measure', 'unit', 'period']) }}
            and statements.definition is not distinct from cells.definition
            and cells.base_id is null
            and cells.cohort is null
            and cells.counted_direction is null
            and not cells.is_limit
    where statements.modality not in ('actual', 'cause')
    group by statements.statement_id

),

final as (

    select
        statements.theme,
        statements.modality,
        statements.definition,
        {{ statement_columns() }},
        outcomes.outcome_value,
        outcomes.outcome_statement_id
    from statements
    left join outcomes on statements.statement_id = outcomes.statement_id

)

select * from final
