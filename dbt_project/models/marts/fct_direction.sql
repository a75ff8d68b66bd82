with

statements as (

    select * from {{ ref('int_statement') }}

),

directions as (

    select * from {{ ref('stg_directions') }}

),

final as (

    select
        {{ statement_columns() }},
        statements.value::bigint as direction,
        directions.modality
    from statements
    inner join directions on statements.statement_id = directions.statement_id

)

select * from final
