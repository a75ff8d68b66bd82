{{ config(materialized='view') }}

{{ beside_another_month('fct_month_known', ['flow', 'subject_kind', 'subject_id', 'basis', 'yoy_basis']) }}
