{{ config(materialized='view') }}

{{ beside_another_month(
    'fct_partner_month_latest',
    ['partner_id', 'flow', 'value_basis', 'yoy_basis', 'share_basis', 'share_base_id']
) }}
