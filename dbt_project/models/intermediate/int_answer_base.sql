{% set base = ['article_id', 'base_id', 'question_id', 'candidate_id'] %}

with

respondents as (

    select * from {{ ref('int_respondents') }}

),

survey_options as (

    select * from {{ ref('stg_survey_options') }}

),

survey_questions as (

    select * from {{ ref('stg_survey_questions') }}

),

-- What an answer is of. One that sums others carries the rounding of each, and of several answers some gave none.
answers as (

    select
        respondents.*,
        coalesce(survey_options.question_id, respondents.subject_id) as question_id,
        coalesce(survey_options.is_sum, false) as is_composed,
        coalesce(survey_questions.is_multiple and survey_options.whole_id is null, false) as may_be_several
    from respondents
    left join survey_options on respondents.subject_id = survey_options.option_id
    left join survey_questions on survey_options.question_id = survey_questions.question_id

),

possible_sizes as (

    select
        {{ column_list(base) }},
        unnest(feasible_sizes) as size
    from answers
    where not is_composed

),

-- How many of the answers each number of respondents fits.
common_sizes as (

    select
        {{ column_list(base) }},
        size,
        count(*) as answer_count
    from possible_sizes
    group by {{ column_list(base) }}, size

),

best_sizes as (

    select
        {{ column_list(base) }},
        max(answer_count) as answer_count
    from common_sizes
    group by {{ column_list(base) }}

),

questions as (

    select
        {{ column_list(base) }},
        is_named,
        bool_and(least_size is not null) as has_size,
        min(least_size) as least_size,
        max(most_size) as most_size,
        count(*) filter (where not is_composed) as answer_count,
        count(distinct subject_id) filter (where may_be_several) > 1 as allows_several
    from answers
    group by {{ column_list(base) }}, is_named

),

-- The answers to one question that an article gives of one base are of one number of respondents, which fits them all.
bases as (

    select
        questions.*,
        coalesce(best_sizes.answer_count = questions.answer_count, false) as fits,
        coalesce(questions.least_size < questions.most_size, false) as is_of_several_sizes
    from questions
    left join best_sizes on {{ same('questions', 'best_sizes', base) }}

),

-- A part of the named base that fits where that does not is what the text meant, if it is the only one.
fitting_parts as (

    select
        article_id,
        base_id,
        question_id,
        any_value(candidate_id) as fitting_base_id
    from bases
    where not is_named and fits and not allows_several
    group by article_id, base_id, question_id
    having count(*) = 1

),

final as (

    select
        {{ column_list(['statement_id', 'article_id', 'flow', 'subject_kind', 'subject_id', 'period', 'base_id',
            'value', 'bounds', 'rounding_slack', 'feasible_sizes', 'nearest_share', 'size_statement_ids'], 'answers') }},
        fitting_parts.fitting_base_id,
        coalesce(fitting.size_statement_ids, []) as fitting_statement_ids,
        case
            when not bases.has_size then 'unknown_size'
            when len(answers.feasible_sizes) > 0 and (bases.fits or not bases.is_of_several_sizes) then null
            when answers.base_certainty <> 'stated' then 'inferred_base'
            when answers.is_composed then 'composed_answer'
            when fitting_parts.fitting_base_id is not null and len(answers.feasible_sizes) = 0 then null
            when bases.allows_several then 'several_answers'
            else 'unnamed_base'
        end as reason
    from answers
    inner join bases
        on {{ same('answers', 'bases', base) }}
    left join fitting_parts
        on {{ same('answers', 'fitting_parts', ['article_id', 'base_id', 'question_id']) }}
    left join answers as fitting
        on
            answers.statement_id = fitting.statement_id
            and fitting_parts.fitting_base_id = fitting.candidate_id
    where answers.is_named

)

select * from final
