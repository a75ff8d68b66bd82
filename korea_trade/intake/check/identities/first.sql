{# The first rise, fall, surplus or deficit in so many months with the official months before it: how far back the last
   one lies. #}
{% from 'joins.sql' import same_subject %}
{% from 'interval.sql' import interval %}
with

claims as (

    select claims.claim_id, claims.value as months, claims.lower, claims.upper, own.*
    from claim as claims
    inner join official_sign as own
        on
            claims.flow = own.flow and {{ same_subject('claims', 'own') }} and claims.first_day = own.month
            and own.condition = if(claims.measure = 'yoy', 'growth', 'sign')
    where
        claims.theme = 'records' and claims.record = 'first_time' and claims.unit = 'months'
        and claims.measure in ('yoy', 'value') and own.sign <> 0

),

-- The last month of the same sign, and the last that may have it.
before as (

    select
        claims.*,
        max(others.month) filter (others.sign = claims.sign) as last_month,
        max(others.month) filter (others.sign <> -claims.sign) as last_possible,
        arg_max(others.source, others.month) filter (others.sign = claims.sign) as last_source,
        min(others.month) as first_month,
        count(*) as known
    from claims
    inner join official_sign as others
        on
            claims.flow = others.flow and {{ same_subject('claims', 'others') }}
            and claims.condition = others.condition and others.month < claims.month
    group by all

)

select
    claim_id,
    'first_time_against_months' as identity_id,
    'meets' as relation,
    'official' as instance,
    months as left_value,
    {{ interval('lower', 'upper') }} as left_bounds,
    date_diff('month', last_month, month)::double as right_value,
    -- Some count the months between alone, some those and both ends.
    {{ interval("date_diff('month', last_possible, month) - 1", "date_diff('month', last_month, month) + 1") }}
        as right_bounds,
    'months' as unit,
    ['the first', 'the last before it'] as roles,
    [source, last_source] as sources
from before
where last_month is not null and known = date_diff('month', first_month, month)
