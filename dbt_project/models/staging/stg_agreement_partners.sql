{{ stage_reference('agreement_partners') }}
