{{ stage_reference('item_groups') }}
