{{ stage_statements('firm_survival') }}
