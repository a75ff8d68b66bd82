{% set cell = [
    'article_id', 'known_from', 'known_order', 'measure', 'unit', 'flow', 'subject_kind', 'subject_id', 'period',
    'frequency', 'first_day', 'last_day', 'base_id', 'cohort', 'counted_direction', 'is_limit',
] %}

with

statements as (

    select * from {{ ref('int_statement') }}
    where
        theme in (
            'trade_totals', 'trade_by_item', 'trade_by_partner', 'bilateral_trade', 'breadth', 'shares',
            'trading_firms', 'firm_survival', 'survey_answers'
        )

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

figures as (

    select
        statements.*,
        coalesce(shares.base_id, survey_answers.base_id) as base_id,
        firm_survival.cohort,
        breadth.direction as counted_direction,
        -- "Over $10 billion" bounds a cell, it does not measure it.
        statements.lower_bound is null or statements.upper_bound is null as is_limit
    from statements
    left join shares on statements.statement_id = shares.statement_id
    left join survey_answers on statements.statement_id = survey_answers.statement_id
    left join firm_survival on statements.statement_id = firm_survival.statement_id
    left join breadth on statements.statement_id = breadth.statement_id

),

-- The finest print speaks for the cell, also where it repeats a coarser one of the title.
final as (

    select
        {{ cell | join(', ') }},
        statement_id,
        value,
        lower_bound,
        upper_bound,
        lower_closed,
        upper_closed,
        basis,
        list_sort(list(statement_id) over (partition by {{ cell | join(', ') }})) as statement_ids
    from figures
    qualify row_number() over (
        partition by {{ cell | join(', ') }}
        order by upper_bound - lower_bound, is_repeat, paragraph, sentence, statement_id
    ) = 1

)

select * from final
