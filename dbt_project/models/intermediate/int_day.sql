{{ config(materialized='view') }}

with

statements as (

    select * from {{ ref('int_statement') }}

),

final as (

    select unnest(range(min(first_day), max(last_day) + interval 1 day, interval 1 day)::date[]) as date_day
    from statements

)

select * from final
