with

statements as (

    select * from {{ ref('int_statement') }}

),

shares as (

    select * from {{ ref('stg_shares') }}

),

final as (

    select
        {{ statement_columns() }},
        shares.base_id,
        shares.base_certainty,
        shares.partition_id
    from statements
    inner join shares on statements.statement_id = shares.statement_id

)

select * from final
