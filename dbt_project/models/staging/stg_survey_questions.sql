{{ stage_reference('survey_questions') }}
