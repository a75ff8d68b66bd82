{{ stage_reference('reviewed_contradictions') }}
