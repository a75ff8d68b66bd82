{{ stage_statements('events') }}
