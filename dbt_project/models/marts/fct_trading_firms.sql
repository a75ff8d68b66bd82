with

statements as (

    select * from {{ ref('int_statement') }}
    where theme = 'trading_firms'

),

final as (

    select
        {{ statement_columns() }}
    from statements

)

select * from final
