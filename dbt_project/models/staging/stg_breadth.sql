{{ stage_statements('breadth') }}
