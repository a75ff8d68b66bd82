{{ stage_reference('partners') }}
