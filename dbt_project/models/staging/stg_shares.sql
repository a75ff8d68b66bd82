{{ stage_statements('shares') }}
