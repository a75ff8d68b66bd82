{{ stage_reference('partner_blocs') }}
