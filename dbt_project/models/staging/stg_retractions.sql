{{ stage_reference('retractions') }}
