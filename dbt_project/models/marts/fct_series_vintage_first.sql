{{ config(materialized='view') }}

select * from {{ ref('fct_series_vintage') }}
where vintage_no = 1
