{{ stage_reference('items') }}
