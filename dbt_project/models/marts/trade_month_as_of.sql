{{ config(materialized='table_macro') }}

{{ trade_month_vintage('known_order desc', day='d') }}
