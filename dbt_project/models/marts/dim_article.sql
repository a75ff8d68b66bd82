with

articles as (

    select * from {{ ref('stg_articles') }}

),

statements as (

    select * from {{ ref('int_statement') }}

),

directions as (

    select * from {{ ref('stg_directions') }}

),

-- A month of which an article prints only levels is reported too. What is planned or expected is not, nor what is of no
-- trade, like the conclusion of an agreement.
reported_months as (

    select
        statements.article_id,
        max(statements.first_day) as last_reported_month
    from statements
    left join directions on statements.statement_id = directions.statement_id
    where
        statements.frequency = 'month'
        and statements.flow <> 'none'
        and (
            statements.theme in ('trade_totals', 'trade_by_item', 'trade_by_partner', 'bilateral_trade', 'breadth')
            or directions.modality = 'actual'
        )
    group by statements.article_id

),

final as (

    select
        articles.article_id,
        articles.article_no,
        articles.title,
        articles.publisher,
        articles.subject_agency,
        articles.reference_period,
        articles.known_from,
        articles.known_from_basis,
        articles.known_from_note,
        articles.known_order,
        reported_months.last_reported_month
    from articles
    left join reported_months on articles.article_id = reported_months.article_id

)

select * from final
