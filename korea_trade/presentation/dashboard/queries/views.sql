-- Shared by the queries of the charts, on the reader's own connection: nothing of it is written to the release.

create temp macro month_name(month) as strftime(month, '%B %Y');

-- What is derived of a month, each value once, for the rows that show it.
create temp view derived_month as
select
    derived.measure,
    derived.subject_kind,
    derived.subject_id,
    derived.flow,
    derived.first_day as month,
    derived.article_id,
    'derived' as basis,
    derived.value,
    derived.lower_bound,
    derived.upper_bound,
    derivation.formula as derivation,
    derived.statement_ids
from fct_derived_cell as derived
left join dim_derivation as derivation using (derivation_id)
where derived.frequency = 'month'
qualify
    row_number() over (
        partition by
            derived.measure, derived.subject_kind, derived.subject_id, derived.flow, derived.first_day,
            derived.article_id, derived.value
        order by derived.derivation_id
    ) = 1;

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

-- One row per month whose growth on the year is known, as a rate or only by its sign.
create temp view growth_month as
with latest as (
    select
        'yoy' as measure, subject_kind, subject_id, flow, month, direction, statement_ids as direction_statement_ids,
        case flow when 'exports' then exports_yoy_percent when 'imports' then imports_yoy_percent end as value,
        case flow when 'exports' then exports_yoy_basis when 'imports' then imports_yoy_basis end as basis,
        case flow when 'exports' then exports_yoy_article_id when 'imports' then imports_yoy_article_id end
            as article_id,
        case flow when 'exports' then exports_yoy_statement_id when 'imports' then imports_yoy_statement_id end
            as statement_id
    from fct_direction_month
    left join fct_trade_month_latest using (month, subject_kind, subject_id)
    where subject_kind = 'total' and condition = 'growth' and flow in ('exports', 'imports')
    union all
    select
        'yoy', 'item', item_id, flow, month, direction, direction_statement_ids, yoy_percent, yoy_basis,
        yoy_article_id, yoy_statement_id
    from fct_item_month_latest
    union all
    select
        'yoy', 'partner', partner_id, flow, month, direction, direction_statement_ids, yoy_percent, yoy_basis,
        yoy_article_id, yoy_statement_id
    from fct_partner_month_latest
),

-- The last 36 months that anything is known of: one official figure of a later year takes none of them away.
horizon as (
    select min(month) as first_month
    from (
        select distinct month from latest
        where direction is not null or value is not null
        order by month desc limit 36
    )
)

select
    latest.subject_kind,
    latest.subject_id,
    latest.flow,
    latest.month,
    latest.value as rate,
    latest.direction,
    case latest.direction when 1 then 'rise' when -1 then 'fall' when 0 then 'unchanged' end as direction_text,
    coalesce(latest.value, latest.direction) as value,
    coalesce(printed.lower_bound, derived.lower_bound) as lower_bound,
    coalesce(printed.upper_bound, derived.upper_bound) as upper_bound,
    case when latest.value is null then 'direction' else 'percent' end as unit,
    coalesce(latest.basis, if(latest.direction_statement_ids is null, 'official', 'stated')) as basis,
    derived.derivation,
    series_name(latest.subject_kind, latest.flow, coalesce(subject.label, latest.subject_id)) as series,
    series || ', ' || month_name(latest.month) as label,
    coalesce(latest.statement_id, derived.statement_ids, latest.direction_statement_ids) as statement_ids
from latest
cross join horizon
left join derived_month as derived using (measure, subject_kind, subject_id, flow, month, article_id, basis, value)
left join fct_statement as printed on latest.statement_id = printed.statement_id
left join dim_subject as subject
    on latest.subject_kind = subject.subject_kind and latest.subject_id = subject.subject_id
where
    (latest.direction is not null or latest.value is not null)
    and latest.month >= horizon.first_month;

-- One row per run, with a name of its series.
create temp view run as
select
    streak.* exclude (threshold_usd, statement_ids),
    streak.length as value,
    streak.length as lower_bound,
    if(streak.evidence = 'observed', 'derived', 'stated') as basis,
    streak.statement_ids,
    cast(null as varchar) as derivation,
    case when streak.start_is_exact and streak.end_is_exact then streak.length end as upper_bound,
    streak.frequency || 's' as unit,
    series_name(streak.subject_kind, streak.flow, coalesce(subject.label, streak.subject_id))
    || case streak.condition
        when 'threshold' then ' over $' || format('{:g}', streak.threshold_usd / 1e9) || chr(160) || 'bn'
        when 'growth_threshold' then ', growth of ' || split_part(streak.series_id, '|', 5) || chr(160) || '% or more'
        when 'rank' then ', ' || lower(replace(split_part(streak.series_id, '|', -1), '_', ' '))
        else ''
    end as series,
    case
        when streak.condition = 'sign' then if(streak.direction > 0, 'surplus', 'deficit')
        when streak.condition = 'threshold' then if(streak.direction > 0, 'above', 'below')
        when streak.condition = 'rank' then 'first rank'
        when streak.condition = 'record' then 'record'
        else case streak.direction when 1 then 'rise' when -1 then 'fall' else 'unchanged' end
    end as what,
    last_day(streak.end_month) + 1 as end_day
from fct_streak as streak
left join dim_subject as subject using (subject_kind, subject_id);

-- What is said of the firms of a group in a period; of several prints of one number the finest, then the first.
create temp view firms_said as
select
    firms.measure,
    firms.subject_id,
    firms.period,
    firms.value,
    firms.lower_bound,
    firms.upper_bound,
    firms.unit,
    firms.basis,
    firms.statement_id as statement_ids,
    cast(null as varchar) as derivation,
    coalesce(subject.label, firms.subject_id) as series,
    coalesce(subject.label, firms.subject_id) as label
from fct_trading_firms as firms
left join dim_subject as subject using (subject_kind, subject_id)
qualify
    row_number() over (
        partition by firms.measure, firms.subject_kind, firms.subject_id, firms.period
        order by firms.upper_bound - firms.lower_bound nulls last, firms.is_repeat, firms.statement_id
    ) = 1;
