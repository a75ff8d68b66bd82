{{ stage_reference('aliases') }}
