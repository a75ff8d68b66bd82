{{ config(materialized='view') }}

{{ beside_another_period('fct_official_period', ['flow', 'subject_kind', 'subject_id', 'frequency']) }}
