{# The earliest statement of the release that says the same of the same cell: of a run with the same length, of a record
   with the same claim, of a figure with the same number. #}
{% from 'joins.sql' import same_days, same_series %}
with

statements as (

    select
        statements.*,
        articles.known_order,
        records.claim,
        records.scope
    from fct_statement as statements
    inner join dim_article as articles on statements.article_id = articles.article_id
    left join fct_record as records on statements.statement_id = records.statement_id
    where statements.article_id <> $article_id and statements.modality = 'actual' and statements.definition is null

)

select
    claims.claim_id,
    arg_min(statements.statement_id, (statements.known_order, statements.paragraph, statements.sentence)) as statement_id
from claim as claims
inner join statements
    on
        {{ same_series('claims', 'statements') }}
        and {{ same_days('claims', 'statements') }}
        and claims.measure = statements.measure
        and claims.unit = statements.unit
        and claims.value = statements.value
        and claims.record is not distinct from statements.claim
        and claims.scope is not distinct from statements.scope
        and (claims.theme = 'streaks') = (statements.theme = 'streaks')
group by claims.claim_id
