{{ stage_reference('derivations') }}
