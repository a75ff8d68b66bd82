with

statements as (

    select * from {{ ref('int_statement') }}
    where
        theme = 'bilateral_trade'
        -- Months have facts of their own.
        or (theme in ('trade_totals', 'trade_by_item', 'trade_by_partner') and frequency <> 'month')

),

final as (

    select
        {{ statement_columns() }}
    from statements

)

select * from final
