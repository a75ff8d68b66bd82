{{ config(materialized='view') }}

{{ beside_another_month(
    'fct_item_month_latest',
    ['item_id', 'flow', 'value_basis', 'yoy_basis', 'share_basis', 'share_base_id']
) }}
