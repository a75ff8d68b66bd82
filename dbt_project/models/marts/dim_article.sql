with

articles as (

    select * from {{ ref('stg_articles') }}

),

statements as (

    select * from {{ ref('int_fact') }}

),

-- A month of which an article prints only levels is reported too. What is of no trade, like the conclusion of an
-- agreement, is not.
reported_months as (

    select
        article_id,
        max(first_day) as last_reported_month
    from statements
    where
        frequency = 'month'
        and flow <> 'none'
        and theme in (
            'trade_totals', 'trade_by_item', 'trade_by_partner', 'bilateral_trade', 'breadth', 'directions'
        )
    group by article_id

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
