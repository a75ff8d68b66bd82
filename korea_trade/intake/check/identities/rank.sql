{# A rank among items or countries with the official levels of the period: as many are above as certainly are, and may
   be as many as have a figure that is near, or have none and could be. The list is whole where all without a figure are
   together less than the one that is ranked. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
with

-- Regions and groups of items are no peers of what they may hold. Items of the ministry may overlap.
peers as (

    select 'partner' as subject_kind, partner_id as subject_id, true as is_disjoint from dim_partner
    where partner_kind = 'country'
    union all
    select 'item', item_id, false from dim_item
    where scheme = 'ministry' and not is_group

),

ranked as (

    select claims.claim_id, claims.value as rank, own.*, peers.is_disjoint
    from claim as claims
    inner join official_level as own
        on claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
    inner join peers on {{ same_subject('own', 'peers') }}
    where
        claims.theme = 'records' and claims.record = 'highest' and claims.scope = 'among_subjects'
        and claims.unit = 'rank' and claims.measure = 'value'

),

rivals as (

    select
        ranked.claim_id,
        count(*) filter (others.value - ranked.value > ranked.slack_usd) as certain,
        count(*) filter (others.value > ranked.value) as above,
        count(*) filter (others.value - ranked.value > -ranked.slack_usd) as possible,
        sum(others.value) as known_usd,
        list(others.source order by others.value desc, others.subject_id) as sources
    from ranked
    inner join official_level as others
        on
            ranked.flow = others.flow and ranked.subject_kind = others.subject_kind
            and ranked.subject_id <> others.subject_id and {{ same_days('ranked', 'others') }}
    inner join peers on {{ same_subject('others', 'peers') }}
    group by ranked.claim_id

),

wholes as (

    select
        ranked.*,
        rivals.* exclude (claim_id),
        ranked.is_disjoint
        and coalesce(totals.value - rivals.known_usd - ranked.value < ranked.value - ranked.slack_usd, false) as is_whole
    from ranked
    inner join rivals on ranked.claim_id = rivals.claim_id
    left join official_level as totals
        on ranked.flow = totals.flow and totals.subject_kind = 'total' and {{ same_days('ranked', 'totals') }}

)

select
    claim_id,
    'rank_against_levels' as identity_id,
    'meets' as relation,
    'official' as instance,
    rank as left_value,
    {{ interval('rank', 'rank') }} as left_bounds,
    if(is_whole, above + 1, null)::double as right_value,
    {{ interval('certain + 1', 'if(is_whole, possible + 1, null)') }} as right_bounds,
    'rank' as unit,
    ['level'] || list_transform(sources[1:3], lambda one: 'another level') as roles,
    [source] || sources[1:3] as sources
from wholes
