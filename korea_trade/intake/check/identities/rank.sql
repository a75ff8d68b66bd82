{# A rank among items or countries with the official levels of the period: as many are above as certainly are, and may
   be as many as have a figure that is near, or have none and could be. The list is whole where none without a figure can be
   more than the one that is ranked: neither a member of a bloc, of which the whole is known, nor one of those that make up
   what is left of the total. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
with

-- Regions and groups of items are no peers of what they may hold.
peers as (

    select 'partner' as subject_kind, partner_id as subject_id from dim_partner
    where partner_kind = 'country'
    union all
    select 'item', item_id from dim_item
    where scheme = 'ministry' and not is_group

),

-- Of items also those of a later edition of the ministry's list, where they are far apart.
levels as (

    select flow, subject_kind, subject_id, first_day, last_day, value, slack, source, '' as definition from official_level
    where measure = 'value'
    union all
    select
        flow, subject_kind, subject_id, month, last_day(month), value_usd, value_usd / 4,
        {origin: 'official', statement_ids: ['official series'], known_from: known_from, bound_kind: 'print', measure: 'value',
            unit: 'USD', flow: flow, subject_kind: subject_kind, subject_id: subject_id, period: strftime(month, '%Y-%m'),
            value: value_usd, lower: lower_bound, upper: upper_bound, slack: value_usd / 4, is_disputed: false},
        definition
    from fct_series_vintage
    where starts_with(definition, 'ministry_items_') and covers = 'month' and known_until is null

),

ranked as (

    select claims.claim_id, claims.value as rank, own.*
    from claim as claims
    inner join levels as own
        on claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
    inner join peers on {{ same_subject('own', 'peers') }}
    where
        claims.theme = 'records' and claims.record = 'highest' and claims.scope = 'among_subjects'
        and claims.unit = 'rank' and claims.measure = 'value'

),

rivals as (

    select
        ranked.claim_id,
        ranked.definition,
        count(*) filter (others.value - ranked.value > ranked.slack) as certain,
        count(*) filter (others.value > ranked.value) as above,
        count(*) filter (others.value - ranked.value > -ranked.slack) as possible,
        sum(others.value) as known_usd,
        list(others.source order by others.value desc, others.subject_id) as sources
    from ranked
    inner join levels as others
        on
            ranked.flow = others.flow and ranked.subject_kind = others.subject_kind and ranked.definition = others.definition
            and ranked.subject_id <> others.subject_id and {{ same_days('ranked', 'others') }}
    inner join peers on {{ same_subject('others', 'peers') }}
    group by ranked.claim_id, ranked.definition

),

-- Blocs that share no member with each other, nor have one with a figure of its own.
blocs as (

    select series.*
    from fct_series_vintage as series
    where
        covers = 'month' and known_until is null
        and not exists (
            from bridge_partner_bloc as members
            inner join bridge_partner_bloc as of_others
                on members.partner_id = of_others.partner_id and members.bloc_id <> of_others.bloc_id
            inner join fct_series_vintage as other_series on of_others.bloc_id = other_series.subject_id
            where members.bloc_id = series.subject_id
        )
        and not exists (
            from bridge_partner_bloc as members
            inner join levels on levels.subject_kind = 'partner' and members.partner_id = levels.subject_id
            where members.bloc_id = series.subject_id
        )
        and subject_id in (select bloc_id from bridge_partner_bloc)

),

of_blocs as (

    select ranked.claim_id, sum(blocs.value_usd) as together_usd, max(blocs.value_usd) as largest_usd
    from ranked
    inner join blocs
        on
            ranked.flow = blocs.flow and ranked.subject_kind = 'partner' and ranked.subject_kind = blocs.subject_kind
            and ranked.first_day = blocs.month and ranked.last_day = last_day(blocs.month)
    group by ranked.claim_id

),

wholes as (

    select
        ranked.*,
        rivals.* exclude (claim_id, definition),
        coalesce(
            {{ var('largest_part_of_a_rest') }} * greatest(
                totals.value - rivals.known_usd - ranked.value - coalesce(of_blocs.together_usd, 0),
                coalesce(of_blocs.largest_usd, 0)
            ) < ranked.value - ranked.slack,
            false
        ) as is_whole
    from ranked
    inner join rivals on ranked.claim_id = rivals.claim_id and ranked.definition = rivals.definition
    left join levels as totals
        on ranked.flow = totals.flow and totals.subject_kind = 'total' and {{ same_days('ranked', 'totals') }}
    left join of_blocs on ranked.claim_id = of_blocs.claim_id

)

select
    claim_id,
    'rank_against_levels' as identity_id,
    'meets' as relation,
    'official' || definition as instance,
    rank as left_value,
    {{ interval('rank', 'rank') }} as left_bounds,
    if(is_whole, above + 1, null)::double as right_value,
    {{ interval('certain + 1', 'if(is_whole, possible + 1, null)') }} as right_bounds,
    'rank' as unit,
    ['level'] || list_transform(sources[1:3], lambda one: 'another level') as roles,
    [source] || sources[1:3] as sources
from wholes
