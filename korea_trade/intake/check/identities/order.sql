{# Which of two is ahead, in level or in growth, with the official figures of both: the other is above if it surely is, and may
   be if it is near. #}
{% from 'joins.sql' import same_days, same_series, same_subject %}
{% from 'interval.sql' import interval %}
with

pairs as (

    select
        claims.claim_id,
        claims.value as rank,
        own.source,
        rivals.source as other_source,
        rivals.value - own.value as lead,
        -- Two rates are made of four levels; of two levels it is enough that the other one stands beyond what one may move.
        if(own.measure = 'yoy', sqrt(own.slack ** 2 + rivals.slack ** 2), own.slack) as slack
    from claim as claims
    inner join official_level as own
        on {{ same_series('claims', 'own') }} and {{ same_days('claims', 'own') }} and own.measure = claims.measure
    inner join official_level as rivals
        on
            own.subject_kind = rivals.subject_kind and own.measure = rivals.measure and {{ same_days('own', 'rivals') }}
            and (
                (own.flow = rivals.flow and claims.rival_id = rivals.subject_id)
                or (own.subject_id = rivals.subject_id and claims.rival_id = rivals.flow)
            )

)

select
    claim_id,
    'rank_against_levels' as identity_id,
    'meets' as relation,
    'of two' as instance,
    rank as left_value,
    {{ interval('rank', 'rank') }} as left_bounds,
    if(abs(lead) > slack, if(lead > 0, 2, 1), null)::double as right_value,
    {{ interval('if(lead > slack, 2, 1)', 'if(lead > -slack, 2, 1)') }} as right_bounds,
    'rank' as unit,
    ['level', 'another level'] as roles,
    [source, other_source] as sources
from pairs
