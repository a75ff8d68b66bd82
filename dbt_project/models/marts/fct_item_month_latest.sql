{{ config(materialized='view') }}

{{ subject_month_latest('item') }}
