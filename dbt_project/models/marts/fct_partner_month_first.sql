{{ config(materialized='view') }}

{{ subject_month_vintage('partner', 'known_order') }}
