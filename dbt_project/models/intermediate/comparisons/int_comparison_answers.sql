with

figures as (

    select * from {{ ref('int_figure') }}
    where subject_kind = 'survey_option' and definition is null

),

readings as (

    select * from {{ ref('int_reading') }}
    where is_own and base_id is not null and subject_kind = 'survey_option' and measure = 'answer_share'

),

survey_options as (

    select * from {{ ref('stg_survey_options') }}

),

survey_questions as (

    select * from {{ ref('stg_survey_questions') }}

),

-- "Eight in ten" beside "at least eight in ten": what says more exactly what was meant wins within an article.
meant as (

    select figures.*
    from figures
    anti join figures as limits
        on
            {{ same('figures', 'limits', ['article_id', 'subject_id', 'measure', 'period', 'base_id', 'value']) }}
            and limits.is_limit and not figures.is_limit

),

-- Every print of the wider answer counts, also one that only bounds it.
nested_answers as (

    select
        'part_within_whole' as identity_id,
        {{ one_as_left('parts') }},
        wholes.value as right_value,
        {{ interval('wholes.lower_bound', 'wholes.upper_bound', 'wholes.lower_closed', 'wholes.upper_closed') }}
            as right_bounds,
        [wholes.statement_id] as right_statement_ids
    from readings as parts
    inner join survey_options on parts.subject_id = survey_options.option_id
    inner join meant as wholes
        on
            {{ same('parts', 'wholes', ['article_id', 'measure', 'period', 'base_id']) }}
            and survey_options.whole_id = wholes.subject_id
    where parts.version = 'used'

),

-- An answer that is made up of others is no answer beside them.
exclusive_answers as (

    select
        'answers_within_whole' as identity_id,
        {{ base_as_subject('readings') }},
        {{ sum_as_side('left', 'readings') }},
        100 as right_value,
        {{ interval_point('100') }} as right_bounds,
        []::varchar[] as right_statement_ids
    from readings
    inner join survey_options on readings.subject_id = survey_options.option_id
    inner join survey_questions on survey_options.question_id = survey_questions.question_id
    where not survey_questions.is_multiple
    group by
        readings.version, readings.article_id, readings.base_id, readings.measure, readings.unit, readings.period,
        survey_options.question_id
    having count(*) > 1

),

final as (

    select * from nested_answers
    union all
    select * from exclusive_answers

)

select * from final
