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
