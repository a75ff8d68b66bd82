{{ stage_statements('trade_totals') }}
