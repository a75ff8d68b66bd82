{{ stage_statements('survey_answers') }}
