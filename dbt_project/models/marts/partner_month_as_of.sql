{{ config(materialized='table_macro') }}

{{ subject_month_vintage('partner', 'known_order desc', day='d') }}
