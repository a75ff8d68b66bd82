select
    question_id,
    survey_id,
    label,
    is_multiple
from {{ ref('stg_survey_questions') }}
