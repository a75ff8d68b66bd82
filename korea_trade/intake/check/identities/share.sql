{# A share of the country's trade and the levels of part and whole. #}
{% from 'joins.sql' import same_days, same_series %}
{% from 'interval.sql' import interval, interval_quotient, interval_linear %}
with

pairs as (

    select
        claims.*,
        parts.source as part_source,
        wholes.source as whole_source,
        parts.value / wholes.value as ratio,
        {{ interval_quotient('parts.bounds', 'wholes.bounds') }} as ratio_bounds
    from claim_bound as claims
    inner join fact as parts
        on {{ same_series('claims', 'parts') }} and {{ same_days('claims', 'parts') }} and parts.measure = 'value' and parts.is_print
    inner join fact as wholes
        on claims.flow = wholes.flow and wholes.subject_kind = 'total' and wholes.measure = 'value'
        and claims.first_day = wholes.first_day and claims.last_day = wholes.last_day and wholes.is_print
        and parts.unit = wholes.unit
    where
        claims.measure = 'share' and claims.bound_kind in ('print', 'limit')
        and claims.base_id like 'korea\_' || claims.flow || '\_%' escape '\'
        and claims.subject_kind in ('item', 'partner') and wholes.bounds.lower > 0 and parts.bounds.lower >= 0

)

select
    claim_id,
    'share_of_total' as identity_id,
    'meets' as relation,
    period as instance,
    value as left_value,
    bounds as left_bounds,
    ratio * 100 as right_value,
    {{ interval_linear('ratio_bounds', 100, 0) }} as right_bounds,
    unit,
    ['level', 'total'] as roles,
    [part_source, whole_source] as sources
from pairs
