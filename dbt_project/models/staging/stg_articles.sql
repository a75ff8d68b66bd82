{{ stage_reference('articles') }}
