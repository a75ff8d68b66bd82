{# A highest or lowest level in so many months with the official months before it: how far back the last one beyond it
   lies, surely and perhaps. Fewer months than that are no error. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
with

levels as (

    select * from official_level
    where regexp_full_match(period, '[0-9]{4}-[0-9]{2}')

),

claims as (

    select
        claims.claim_id, claims.value as months, own.*,
        -- The largest deficit is the lowest balance, whatever it is called.
        if(claims.record = 'highest' and not (own.flow = 'balance' and own.value < 0), 1, -1) as sign
    from claim as claims
    inner join levels as own
        on claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
    where
        claims.theme = 'records' and claims.record in ('highest', 'lowest') and claims.unit = 'months'
        and claims.measure = 'value' and claims.scope = 'since'

),

others as (

    select
        claims.*,
        levels.source as other_source,
        claims.sign * (levels.value - claims.value) as lead,
        date_diff('month', levels.first_day, claims.first_day) as months_before,
        row_number() over (partition by claims.claim_id order by levels.first_day desc) as known_before
    from claims
    inner join levels
        on claims.flow = levels.flow and {{ same_subject('claims', 'levels') }} and levels.first_day < claims.first_day

),

beyond as (

    select
        claim_id,
        months,
        source,
        min(months_before) filter (lead > slack_usd) as surely,
        min(months_before) filter (lead > -slack_usd) as perhaps,
        arg_min(other_source, months_before) filter (lead > slack_usd) as other_source
    from others
    -- Behind a month that nobody has, nothing is known.
    where months_before = known_before
    group by all

)

select
    claim_id,
    'record_against_series' as identity_id,
    if(months < perhaps - 1, 'at_most', 'meets') as relation,
    'official' as instance,
    months as left_value,
    {{ interval('months', 'months') }} as left_bounds,
    surely::double as right_value,
    -- Some count the months between alone, some those and both ends.
    {{ interval('perhaps - 1', 'surely + 1') }} as right_bounds,
    'months' as unit,
    ['level of the record', 'another level'] as roles,
    [source, other_source] as sources
from beyond
where surely is not null
