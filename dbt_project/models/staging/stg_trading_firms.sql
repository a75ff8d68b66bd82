{{ stage_statements('trading_firms') }}
