select
    option_id,
    question_id,
    label,
    whole_id,
    is_sum
from {{ ref('stg_survey_options') }}
