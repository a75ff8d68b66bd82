{{ stage_statements('directions') }}
