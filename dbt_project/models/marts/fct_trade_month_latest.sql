{{ config(materialized='view') }}

{{ trade_month_vintage('known_order desc') }}
