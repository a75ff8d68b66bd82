{{ stage_reference('corrections') }}
