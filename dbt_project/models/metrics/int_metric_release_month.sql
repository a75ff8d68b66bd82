{{ config(materialized='view') }}

{{ beside_another_month('fct_release_month', ['flow']) }}
