select
    option_id,
    question_id,
    label
from {{ ref('stg_survey_options') }}
