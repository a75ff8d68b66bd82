{{ config(materialized='table_macro') }}

select * from {{ ref('fct_series_vintage') }}
where known_from <= d::date and coalesce(known_until > d::date, true)
