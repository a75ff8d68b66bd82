{# The first rise, fall, surplus or deficit, or the first level over a threshold, in so many months or years or since one,
   with the official periods before it: how far back the last one lies. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
{% from 'places.sql' import is_what_passed %}
with

-- A level over a threshold has a sign as growth and balances have one.
signs as (

    select signs.*, sign(value) as likely_sign, null::varchar as claim_id from official_sign as signs
    union all by name
    select
        levels.*,
        'threshold' as condition,
        sign(coalesce(claims.told_sign, 1) * levels.value - claims.threshold) as likely_sign,
        if(abs(coalesce(claims.told_sign, 1) * levels.value - claims.threshold) <= levels.slack, 0, likely_sign) as sign,
        claims.claim_id
    from claim as claims
    inner join official_level as levels
        on claims.flow = levels.flow and {{ same_subject('claims', 'levels') }} and claims.measure = levels.measure
    where claims.threshold is not null and levels.month_count is not null

),

-- A threshold it has passed, as the text says; what a revision may turn over has the sign that the text tells or prints.
told as (

    select flow, subject_kind, subject_id, first_day, last_day, measure, max(if(bounds.lower >= 0, 1, -1)) as sign
    from claim_bound
    where bounds.lower >= 0 or bounds.upper <= 0
    group by all
    having count(distinct bounds.lower >= 0) = 1

),

claims as (

    select
        claims.claim_id, claims.value as claimed, claims.unit, claims.reference_day,
        own.* exclude (claim_id, sign, likely_sign),
        if(claims.unit = 'years', 12, 1) as unit_months,
        coalesce(
            claims.direction, if(claims.threshold is null, null, 1), nullif(own.sign, 0), claims.told_sign, told.sign
        ) as sign,
        own.sign = -claims.direction as is_none
    from claim as claims
    inner join signs as own
        on
            claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
            and own.claim_id is not distinct from if(claims.threshold is null, null, claims.claim_id)
            and own.condition
            = case when claims.threshold is not null then 'threshold' when claims.measure = 'yoy' then 'growth' else 'sign' end
    left join told
        on
            claims.flow = told.flow and {{ same_subject('claims', 'told') }} and {{ same_days('claims', 'told') }}
            and claims.measure = told.measure
    where
        claims.theme = 'records' and claims.record = 'first_time' and claims.scope = 'since'
        and (claims.threshold is null or {{ is_what_passed('own', 'claims.threshold') }})

),

others as (

    select
        claims.*,
        others.sign as other_sign,
        others.likely_sign,
        others.source as other_source,
        date_diff('month', others.first_day, claims.first_day) as months_before,
        row_number() over (partition by claims.claim_id order by others.first_day desc) as known_before
    from claims
    inner join signs as others
        on
            claims.flow = others.flow and {{ same_subject('claims', 'others') }} and claims.condition = others.condition
            and claims.month_count = others.month_count and others.first_day < claims.first_day
            and others.claim_id is not distinct from if(claims.condition = 'threshold', claims.claim_id, null)
            and date_diff('month', others.first_day, claims.first_day) % claims.step = 0

),

-- The last period of the same sign, and the last that may have it.
before as (

    select
        * exclude (other_sign, likely_sign, other_source, months_before, known_before, value),
        min(months_before) filter (other_sign = sign) as surely,
        min(months_before) filter (likely_sign = sign) as likely,
        min(months_before) filter (other_sign <> -sign) as perhaps,
        arg_min(other_source, months_before) filter (other_sign = sign) as other_source
    from others
    -- Behind a period that nobody has, nothing is known.
    where months_before = known_before * step and sign is not null
    group by all

),

-- Since a month is in as many months as lie between.
final as (

    select
        *,
        if(unit = 'rank', date_diff('month', reference_day, last_day), claimed) as distance
    from before
    where (surely is not null or is_none) and (unit in ('months', 'years') or reference_day is not null)

)

select
    claim_id,
    'first_time_against_months' as identity_id,
    if(unit = 'rank' and likely <> distance and not is_none, 'at_most', 'meets') as relation,
    'official' as instance,
    distance as left_value,
    {{ interval(
        'distance - if(unit_months > step, 0.5, 0)', 'distance + if(unit_months > step, 1, 0)'
    ) }} as left_bounds,
    if(is_none, 0, likely / unit_months) as right_value,
    -- Some count the periods between alone, some those and both ends.
    {{ interval('if(is_none, 0, (perhaps - step) / unit_months)', 'if(is_none, 0, (surely + step) / unit_months)') }} as right_bounds,
    if(unit = 'rank', 'months', unit) as unit,
    if(other_source is null, ['the first'], ['the first', 'the last before it']) as roles,
    if(other_source is null, [source], [source, other_source]) as sources
from final
