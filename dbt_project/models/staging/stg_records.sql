{{ stage_statements('records') }}
