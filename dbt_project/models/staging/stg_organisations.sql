{{ stage_reference('organisations') }}
