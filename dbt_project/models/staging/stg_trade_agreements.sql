{{ stage_reference('trade_agreements') }}
