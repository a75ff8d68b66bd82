{{ stage_statements('trade_by_partner') }}
