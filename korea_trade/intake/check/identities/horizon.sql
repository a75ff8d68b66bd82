{# A highest or lowest level or growth in so many months or years with the official periods before it: how far back the last
   one beyond it lies, surely and perhaps. Fewer than that are no error. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
{% from 'places.sql' import lead_over_a_record, sign_of_a_record %}
with

claims as (

    select
        claims.claim_id, claims.value as claimed, claims.unit, own.*,
        if(claims.unit = 'years', 12, 1) as unit_months,
        {{ sign_of_a_record('claims.record', 'own') }} as sign
    from claim as claims
    inner join official_level as own
        on
            claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
            and claims.measure = own.measure
    where
        claims.theme = 'records' and claims.record in ('highest', 'lowest') and claims.unit in ('months', 'years')
        and claims.scope = 'since' and own.month_count is not null

),

others as (

    select
        claims.*,
        levels.source as other_source,
        {{ lead_over_a_record('claims', 'levels', bar='value') }} as lead,
        date_diff('month', levels.first_day, claims.first_day) as months_before,
        row_number() over (partition by claims.claim_id order by levels.first_day desc) as known_before
    from claims
    inner join official_level as levels
        on
            claims.flow = levels.flow and {{ same_subject('claims', 'levels') }} and claims.measure = levels.measure
            and claims.month_count = levels.month_count and levels.first_day < claims.first_day
            and date_diff('month', levels.first_day, claims.first_day) % claims.step = 0

),

beyond as (

    select
        claim_id,
        claimed,
        unit,
        unit_months,
        step,
        source,
        min(months_before) filter (lead > slack) as surely,
        min(months_before) filter (lead > 0) as last_beyond,
        min(months_before) filter (lead > -slack) as perhaps,
        arg_min(other_source, months_before) filter (lead > slack) as other_source
    from others
    -- Behind a period that nobody has, nothing is known.
    where months_before = known_before * step
    group by all

)

select
    claim_id,
    'record_against_series' as identity_id,
    if(claimed * unit_months < perhaps - step, 'at_most', 'meets') as relation,
    'official' as instance,
    claimed as left_value,
    {{ interval('claimed - if(unit_months > step, 0.5, 0)', 'claimed + if(unit_months > step, 1, 0)') }}
        as left_bounds,
    last_beyond / unit_months as right_value,
    -- Some count the periods between alone, some those and both ends.
    {{ interval('(perhaps - step) / unit_months', '(surely + step) / unit_months') }} as right_bounds,
    unit,
    ['level of the record', 'another level'] as roles,
    [source, other_source] as sources
from beyond
where surely is not null
