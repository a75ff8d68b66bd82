{{ config(materialized='view') }}

{{ subject_month_vintage('item', 'known_order') }}
