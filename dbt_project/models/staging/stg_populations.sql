{{ stage_reference('populations') }}
