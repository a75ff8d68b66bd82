{{ stage_reference('identities') }}
