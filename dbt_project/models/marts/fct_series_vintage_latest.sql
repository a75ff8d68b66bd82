{{ config(materialized='view') }}

select * from {{ ref('fct_series_vintage') }}
where known_until is null
