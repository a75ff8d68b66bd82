{{ stage_reference('measures') }}
