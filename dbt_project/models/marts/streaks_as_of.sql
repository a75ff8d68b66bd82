{{ config(materialized='table_macro') }}

{{ streak(direction_month('d'), day='d') }}
