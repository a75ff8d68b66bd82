{{ stage_statements('trade_by_item') }}
