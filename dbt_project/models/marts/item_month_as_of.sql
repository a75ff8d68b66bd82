{{ config(materialized='table_macro') }}

{{ subject_month_vintage('item', 'known_order desc', day='d') }}
