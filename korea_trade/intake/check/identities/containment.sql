{# What is at most as much as what contains it: an item or partner within the total, some days within their month. #}
{% from 'joins.sql' import same_series %}
select
    claims.claim_id,
    'part_within_total' as identity_id,
    'at_most' as relation,
    claims.period as instance,
    claims.value as left_value,
    claims.bounds as left_bounds,
    totals.value as right_value,
    totals.bounds as right_bounds,
    claims.unit,
    ['total'] as roles,
    [totals.source] as sources
from claim_bound as claims
inner join fact as totals
    on
        claims.flow = totals.flow
        and totals.subject_kind = 'total'
        and claims.measure = totals.measure
        and claims.unit = totals.unit
        and claims.first_day = totals.first_day
        and claims.last_day = totals.last_day
where
    claims.subject_kind in ('item', 'partner') and claims.measure = 'value' and claims.flow in ('exports', 'imports')
    and claims.bound_kind in ('print', 'limit') and totals.is_print
union all
select
    claims.claim_id,
    'window_within_month',
    'at_most',
    claims.period,
    claims.value,
    claims.bounds,
    months.value,
    months.bounds,
    claims.unit,
    ['month'],
    [months.source]
from claim_bound as claims
inner join fact as months
    on {{ same_series('claims', 'months') }} and claims.measure = months.measure and claims.unit = months.unit
where
    claims.measure = 'value' and claims.flow in ('exports', 'imports') and claims.bound_kind in ('print', 'limit')
    and months.is_print
    and months.first_day = date_trunc('month', claims.first_day) and months.last_day = last_day(claims.first_day)
    and claims.first_day <> claims.last_day and claims.last_day < months.last_day
    and date_trunc('month', claims.last_day) = months.first_day
