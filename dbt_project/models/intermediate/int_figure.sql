with

statements as (

    select * from {{ ref('int_statement') }}
    where
        theme in (
            {% for theme in compared_themes() -%}
            '{{ theme }}'{% if not loop.last %},{% endif %}
            {% endfor %}
        )
        and modality = 'actual'

),

shares as (

    select * from {{ ref('stg_shares') }}

),

survey_answers as (

    select * from {{ ref('stg_survey_answers') }}

),

firm_survival as (

    select * from {{ ref('stg_firm_survival') }}

),

breadth as (

    select * from {{ ref('stg_breadth') }}

),

final as (

    select
        statements.*,
        coalesce(shares.base_id, survey_answers.base_id) as base_id,
        coalesce(shares.base_certainty, survey_answers.base_certainty) as base_certainty,
        firm_survival.cohort,
        breadth.population_id,
        breadth.direction as counted_direction,
        -- "Over $10 billion" bounds a cell, it does not measure it.
        statements.lower_bound is null or statements.upper_bound is null as is_limit
    from statements
    left join shares on statements.statement_id = shares.statement_id
    left join survey_answers on statements.statement_id = survey_answers.statement_id
    left join firm_survival on statements.statement_id = firm_survival.statement_id
    left join breadth on statements.statement_id = breadth.statement_id

)

select * from final
