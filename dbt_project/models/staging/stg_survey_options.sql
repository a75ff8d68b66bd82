{{ stage_reference('survey_options') }}
