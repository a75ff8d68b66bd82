{{ stage_reference('firm_groups') }}
