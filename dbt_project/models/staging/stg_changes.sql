{{ stage_reference('changes') }}
