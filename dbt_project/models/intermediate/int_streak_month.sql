with

streaks as (

    select * from {{ ref('int_streak') }}
    where frequency = 'month'

),

final as (

    select
        statement_id,
        article_id,
        known_from,
        known_order,
        {{ series_columns() }},
        threshold_usd,
        direction,
        is_witness,
        unnest({{ months_between('start_month', 'end_month') }}) as month
    from streaks

)

select * from final
