{{ config(materialized='view') }}

with

months as (

    select * from {{ ref('fct_trade_month') }}

),

final as (

    select
        month,
        {%- for column, _, stem, _, of in trade_month_columns() %}
        {{ latest(column, stem, of) }},
        {%- endfor %}
        count(*) as article_count
    from months
    group by month

)

select * from final
