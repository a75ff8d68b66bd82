select
    agreement_id,
    label
from {{ ref('stg_trade_agreements') }}
