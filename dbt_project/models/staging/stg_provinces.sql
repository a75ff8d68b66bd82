{{ stage_reference('provinces') }}
