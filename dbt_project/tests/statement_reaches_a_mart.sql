-- No statement ends in fct_statement alone: each is witness of a row in the mart of its theme.
{% set of_one_statement = [
    'fct_agreement_event', 'fct_direction', 'fct_event', 'fct_firm_survival', 'fct_record', 'fct_share',
    'fct_survey_answer', 'fct_trade_year', 'fct_trading_firms',
] %}
{% set of_many_statements = [
    'fct_breadth', 'fct_direction_month', 'fct_item_month', 'fct_partner_month', 'fct_streak', 'fct_trade_month',
] %}

with

witnesses as (

    {% for mart in of_one_statement %}
    select statement_id from {{ ref(mart) }}
    union all
    {% endfor %}
    {% for mart in of_many_statements %}
    select unnest(string_split(statement_ids, ', ')) as statement_id from {{ ref(mart) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    statements.statement_id,
    statements.theme,
    statements.source_file,
    statements.source_line
from {{ ref('fct_statement') }} as statements
left join witnesses on statements.statement_id = witnesses.statement_id
where witnesses.statement_id is null
