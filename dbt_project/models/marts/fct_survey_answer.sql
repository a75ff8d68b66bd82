with

statements as (

    select * from {{ ref('int_statement') }}

),

survey_answers as (

    select * from {{ ref('stg_survey_answers') }}

),

final as (

    select
        {{ statement_columns() }},
        if(statements.subject_kind = 'survey_option', statements.subject_id, null) as option_id,
        survey_answers.question_id,
        survey_answers.base_id,
        survey_answers.base_certainty
    from statements
    inner join survey_answers on statements.statement_id = survey_answers.statement_id

)

select * from final
