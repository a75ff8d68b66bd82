-- One row per level of the month, stated, derived or corrected, with the statements behind it.
create temp view level_month as
with latest as (
    select
        'value' as measure, 'total' as subject_kind, 'all' as subject_id, 'exports' as flow, month, exports_usd as value,
        exports_lower_bound as lower_bound, exports_upper_bound as upper_bound, exports_basis as basis,
        exports_article_id as article_id, exports_statement_id as statement_id
    from fct_trade_month_latest
    union all
    select
        'value', 'total', 'all', 'imports', month, imports_usd, imports_lower_bound, imports_upper_bound, imports_basis,
        imports_article_id, imports_statement_id
    from fct_trade_month_latest
    union all
    select
        'value', 'total', 'all', 'balance', month, balance_usd, balance_lower_bound, balance_upper_bound, balance_basis,
        balance_article_id, balance_statement_id
    from fct_trade_month_latest
    union all
    select
        'value', 'item', item_id, flow, month, value_usd, value_lower_bound, value_upper_bound, value_basis,
        value_article_id, value_statement_id
    from fct_item_month_latest
    union all
    select
        'value', 'partner', partner_id, flow, month, value_usd, value_lower_bound, value_upper_bound, value_basis,
        value_article_id, value_statement_id
    from fct_partner_month_latest
)

select
    latest.* exclude (measure, article_id, statement_id),
    'USD' as unit,
    derived.derivation,
    series_name(latest.subject_kind, latest.flow, coalesce(subject.label, latest.subject_id)) as series,
    series || ', ' || month_name(latest.month) as label,
    coalesce(latest.statement_id, derived.statement_ids) as statement_ids
from latest
left join derived_month as derived using (measure, subject_kind, subject_id, flow, month, article_id, basis, value)
left join dim_subject as subject
    on latest.subject_kind = subject.subject_kind and latest.subject_id = subject.subject_id
where latest.value is not null
-- The latest months that have a level: a page that shows all of a long corpus can no longer be read.
qualify dense_rank() over (order by latest.month desc) <= 36;

create temp view level_month_in_bn as
select
    *,
    value / 1e9 as value_bn,
    lower_bound / 1e9 as lower_bn,
    upper_bound / 1e9 as upper_bn
from level_month;
