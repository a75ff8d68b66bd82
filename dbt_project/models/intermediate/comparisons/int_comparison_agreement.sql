with

statements as (

    select * from {{ ref('int_fact') }}
    where
        theme = 'agreements'
        and subject_kind = 'agreement'
        and measure in ('agreements_concluded', 'partner_countries')

),

agreement_partners as (

    select * from {{ ref('stg_agreement_partners') }}

),

lists as (

    select
        agreement_id,
        article_id,
        count(*) as listed
    from agreement_partners
    group by agreement_id, article_id

),

final as (

    select
        'listed_partners' as identity_id,
        'used' as version,
        {{ cell_columns('statements') }},
        statements.value as left_value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as left_bounds,
        [statements.statement_id] as left_statement_ids,
        lists.listed::double as right_value,
        {{ interval_point('lists.listed') }} as right_bounds,
        []::varchar[] as right_statement_ids
    from statements
    left join lists
        on statements.subject_id = lists.agreement_id and statements.article_id = lists.article_id

)

select * from final
