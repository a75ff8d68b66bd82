{{ config(materialized='view') }}

{{ beside_another_month('fct_contribution_month', ['flow', 'subject_kind', 'subject_id', 'definition']) }}
