with

streaks as (

    select * from {{ ref('int_streak') }}
    where frequency = 'month'

),

final as (

    select
        * exclude (frequency, start_month, end_month, length, is_ended),
        unnest({{ months_between('start_month', 'end_month') }}) as month
    from streaks

)

select * from final
