{{ config(materialized='view') }}

{{ beside_another_month(
    'fct_trade_month_latest',
    ['exports_basis', 'imports_basis', 'balance_basis', 'exports_yoy_basis', 'imports_yoy_basis']
) }}
