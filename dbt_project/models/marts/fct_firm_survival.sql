with

statements as (

    select * from {{ ref('int_statement') }}

),

firm_survival as (

    select * from {{ ref('stg_firm_survival') }}

),

final as (

    select
        {{ statement_columns() }},
        firm_survival.cohort,
        firm_survival.horizon_years
    from statements
    inner join firm_survival on statements.statement_id = firm_survival.statement_id

)

select * from final
