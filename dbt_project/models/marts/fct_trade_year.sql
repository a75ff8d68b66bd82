select * from {{ ref('fct_trade_period') }}
where frequency = 'year'
