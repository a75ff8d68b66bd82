{# The length of a run of rises, falls, surpluses or deficits with the official months up to its last: as many as surely
   belong to it, and as many as may. #}
{% from 'joins.sql' import same_subject %}
{% from 'interval.sql' import interval %}
with

months as (

    select
        claims.claim_id, claims.value as length, claims.direction, months.source, months.sign,
        date_diff('month', months.first_day, claims.last_day) as months_before,
        row_number() over (partition by claims.claim_id order by months.first_day desc) - 1 as known_before
    from claim as claims
    inner join official_sign as months
        on
            claims.flow = months.flow and {{ same_subject('claims', 'months') }}
            and claims.condition = months.condition and months.first_day <= claims.last_day
            and months.month_count = 1
    where claims.theme = 'streaks' and claims.unit = 'months'

),

ends as (

    select
        claim_id,
        length,
        min(months_before) filter (sign <> direction) as certain,
        min(months_before) filter (sign = -direction) as possible,
        arg_min(source, months_before) filter (sign <> direction) as end_source,
        arg_min(source, months_before) as own_source
    from months
    -- Behind a month that nobody has, nothing is known of the run.
    where months_before = known_before
    group by all

)

select
    claim_id,
    'streak_against_series' as identity_id,
    'meets' as relation,
    'official' as instance,
    length as left_value,
    {{ interval('length', 'length') }} as left_bounds,
    if(certain = possible, certain, null)::double as right_value,
    {{ interval('certain', 'possible') }} as right_bounds,
    'months' as unit,
    ['last month', 'month before the run'] as roles,
    [own_source, end_source] as sources
from ends
where certain is not null
