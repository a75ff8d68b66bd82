{{ stage_statements('streaks') }}
