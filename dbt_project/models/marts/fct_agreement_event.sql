with

statements as (

    select * from {{ ref('int_statement') }}

),

agreements as (

    select * from {{ ref('stg_agreements') }}

),

final as (

    select
        {{ statement_columns() }},
        if(statements.subject_kind = 'agreement', statements.subject_id, null) as agreement_id,
        agreements.milestone
    from statements
    inner join agreements on statements.statement_id = agreements.statement_id

)

select * from final
