with

statements as (

    select * from {{ ref('int_fact') }}
    where
        theme = 'bilateral_trade'
        or (theme in ('trade_totals', 'trade_by_item', 'trade_by_partner') and frequency <> 'month')
        -- Months have facts of their own, of the whole total and of what measures it.
        or (
            theme = 'trade_totals'
            and (subject_kind <> 'total' or lower_bound is null or upper_bound is null)
        )

),

final as (

    select
        {{ statement_columns() }}
    from statements

)

select * from final
