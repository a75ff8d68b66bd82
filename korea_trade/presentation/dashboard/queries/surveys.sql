-- Shares of answers by question, on the base that the text names, and how many the same article counts in that base.
select
    answer.question_id,
    answer.option_id,
    answer.value,
    answer.lower_bound,
    answer.upper_bound,
    answer.unit,
    answer.basis,
    answer.statement_id as statement_ids,
    answer.period,
    cast(null as varchar) as derivation,
    question.label as series,
    option.label as label,
    population.label as base,
    answer.base_certainty,
    (
        select max(counted.value)::bigint
        from fct_survey_answer as counted
        where
            counted.measure = 'respondents'
            and counted.subject_id = answer.base_id
            and counted.article_id = answer.article_id
    ) as base_size
from fct_survey_answer as answer
inner join dim_survey_question as question using (question_id)
inner join dim_survey_option as option on answer.option_id = option.option_id
left join dim_population as population on answer.base_id = population.population_id
where answer.measure = 'answer_share' and not answer.is_repeat
order by question.survey_id, answer.question_id, answer.base_id, answer.value desc, answer.statement_id
