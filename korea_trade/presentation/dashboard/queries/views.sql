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

-- One row per month whose growth on the year is known, as a rate or only by its sign: the official rate before that of the
-- press. `pressed` tells both where both are known.
create temp view growth_month as
with known as (
    select * from fct_month_known
    where yoy_percent is not null
),

signs as (
    select * from fct_direction_month
    where
        condition = 'growth'
        and direction is not null
        and subject_kind in ('total', 'item', 'partner')
        and flow in ('exports', 'imports')
),

latest as (
    select
        coalesce(known.flow, signs.flow) as flow,
        coalesce(known.subject_kind, signs.subject_kind) as subject_kind,
        coalesce(known.subject_id, signs.subject_id) as subject_id,
        coalesce(known.month, signs.month) as month,
        if(known.yoy_basis = 'official', round(known.yoy_percent, 1), known.yoy_percent) as rate,
        coalesce(signs.direction, sign(known.yoy_percent)::bigint) as direction,
        coalesce(known.yoy_basis, if(signs.statement_ids is null, 'official', 'stated')) as basis,
        known.press_yoy_percent,
        known.press_yoy_less_official_points,
        known.press_yoy_statement_id,
        signs.statement_ids as direction_statement_ids
    from known
    full join signs using (flow, subject_kind, subject_id, month)
)

select
    latest.subject_kind,
    latest.subject_id,
    latest.flow,
    latest.month,
    latest.rate,
    latest.direction,
    case latest.direction when 1 then 'rise' when -1 then 'fall' when 0 then 'unchanged' end as direction_text,
    coalesce(latest.rate, latest.direction) as value,
    if(latest.basis = 'official', null, coalesce(printed.lower_bound, derived.lower_bound)) as lower_bound,
    if(latest.basis = 'official', null, coalesce(printed.upper_bound, derived.upper_bound)) as upper_bound,
    case when latest.rate is null then 'direction' else 'percent' end as unit,
    latest.basis,
    latest.press_yoy_percent is not null as is_pressed,
    case
        when latest.press_yoy_less_official_points is not null
            then format('{:+.1f} %, {:+.1f} points', latest.press_yoy_percent, latest.press_yoy_less_official_points)
        when latest.press_yoy_percent is not null then format('{:+.1f} %', latest.press_yoy_percent)
    end as pressed,
    if(latest.basis = 'derived', derived.derivation, null) as derivation,
    series_name(latest.subject_kind, latest.flow, coalesce(subject.label, latest.subject_id)) as series,
    series || ', ' || month_name(latest.month) as label,
    coalesce(latest.press_yoy_statement_id, derived.statement_ids, latest.direction_statement_ids) as statement_ids
from latest
left join derived_month as derived
    on
        derived.measure = 'yoy'
        and latest.press_yoy_statement_id is null
        and latest.subject_kind = derived.subject_kind
        and latest.subject_id = derived.subject_id
        and latest.flow = derived.flow
        and latest.month = derived.month
        and latest.press_yoy_percent = derived.value
left join fct_statement as printed on latest.press_yoy_statement_id = printed.statement_id
left join dim_subject as subject
    on latest.subject_kind = subject.subject_kind and latest.subject_id = subject.subject_id;

-- Growth of the whole country and of all of a kind of subject, in the last 30 months in which any of that kind has a figure.
-- Of a long corpus the series that are known last: more rows nobody reads.
create temp macro growth_by(kind) as table
with horizon as (
    select min(month) as first_month, max(month) as last_month
    from (select distinct month from growth_month where subject_kind = kind order by month desc limit 30)
),

within_horizon as (
    select growth_month.* from growth_month
    inner join horizon on growth_month.month between horizon.first_month and horizon.last_month
    where growth_month.subject_kind in ('total', kind)
),

shown as (
    select
        subject_kind,
        subject_id,
        flow,
        max(month) as last_month
    from within_horizon
    group by subject_kind, subject_id, flow
    order by subject_kind <> 'total', last_month desc, count(*) desc, subject_id
    limit 30
)

select within_horizon.* from within_horizon
inner join shown using (subject_kind, subject_id, flow)
order by
    within_horizon.subject_kind <> 'total',
    within_horizon.flow,
    shown.last_month desc,
    within_horizon.series,
    within_horizon.month;

-- Official figures by month, told like those of the press.
create temp view official_month as
select
    known.flow,
    known.subject_kind,
    known.subject_id,
    known.month,
    known.official_usd as value,
    cast(null as double) as lower_bound,
    cast(null as double) as upper_bound,
    known.official_usd / 1e9 as value_bn,
    cast(null as double) as lower_bn,
    cast(null as double) as upper_bn,
    'USD' as unit,
    'official' as basis,
    cast(null as varchar) as derivation,
    cast(null as varchar) as statement_ids,
    'official series (' || known.source_file || ', line ' || known.source_line || '), known from '
    || known.official_known_from as source,
    series_name(known.subject_kind, known.flow, coalesce(subject.label, known.subject_id)) as series,
    series || ', ' || month_name(known.month) as label
from fct_month_known as known
left join dim_subject as subject
    on known.subject_kind = subject.subject_kind and known.subject_id = subject.subject_id
where known.official_usd is not null;

-- The last five years that anything is known of.
create temp macro is_recent(month) as month > (
    select max(known.month) - interval 60 month from fct_month_known as known where known.value_usd is not null
);

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
left join dim_subject as subject using (subject_kind, subject_id)
-- An item with one partner is shown where an article speaks of it: an official series of each pair would be thousands.
where streak.subject_kind <> 'item_partner' or streak.evidence <> 'observed';

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
