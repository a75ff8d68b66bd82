{{ stage_statements('agreements') }}
