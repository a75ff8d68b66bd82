{# The verdict of each comparison, by the rules and limits of the published ones (int_verdict), and what would hold. Of
   several vintages of one thing the one that fits best speaks, of those of the day of the text and of others one each. #}
{% from 'interval.sql' import interval_exceeds, interval_excess, interval_holds, opposite_signs %}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'revision.sql' import largest_move with context %}
with

comparisons as (

    {% for name in identities -%}
    select * from ({% include 'identities/' ~ name ~ '.sql' %})
    {% if not loop.last %}union all by name{% endif %}
    {% endfor %}

),

named as (

    select identity_id, label, formula, is_revisable from dim_identity
    union all
    select derivation_id, label, formula, true from dim_derivation

),

witnessed as (

    select
        comparisons.*,
        claim.flow,
        claim.measure,
        named.label,
        named.formula,
        named.is_revisable,
        known.slack as official_slack,
        signs.sign is not distinct from 0 as is_near_zero,
        list_bool_and(list_transform(sources, lambda one: one.origin = 'text')) as is_at_home,
        list_bool_or(list_transform(sources, lambda one: one.origin = 'text')) as has_own,
        list_bool_or(list_transform(sources, lambda one: one.is_disputed)) as is_disputed,
        list_bool_or(list_transform(
            sources,
            lambda one: one.origin <> 'text' and (one.known_from is distinct from $known_from::date or $known_from is null)
        )) as is_of_two_days
    from comparisons
    inner join claim on comparisons.claim_id = claim.claim_id
    inner join named on comparisons.identity_id = named.identity_id
    left join official_level as known
        on claim.flow = known.flow and {{ same_subject('claim', 'known') }} and {{ same_days('claim', 'known') }}
        and known.measure = 'value'
    left join official_sign as signs
        on claim.flow = signs.flow and {{ same_subject('claim', 'signs') }} and claim.condition = signs.condition
        and signs.month_count = 1 and strftime(signs.first_day, '%Y-%m') = comparisons.instance

),

measured as (

    select
        *,
        coalesce({{ interval_exceeds('left_bounds', 'right_bounds') }}, false) as left_exceeds,
        coalesce({{ interval_exceeds('right_bounds', 'left_bounds') }}, false) as right_exceeds,
        greatest(
            if(relation <> 'at_least', {{ interval_excess('left_bounds', 'right_bounds') }}, 0),
            if(relation <> 'at_most', {{ interval_excess('right_bounds', 'left_bounds') }}, 0),
            0
        ) as gap,
        coalesce({{ interval_holds('left_bounds', 'right_value') }}, true) as is_within,
        {{ largest_move() }},
        {{ opposite_signs('left_bounds', 'right_bounds') }} as is_turned_over
    from witnessed

),

judged as (

    select
        *,
        (left_exceeds and relation <> 'at_least') or (right_exceeds and relation <> 'at_most') as is_impossible,
        -- A sign is turned over only by an official level, and only near zero.
        is_of_two_days and case
            when is_turned_over then is_of_levels and gap <= largest_move / 2
            else coalesce(gap <= largest_move, true)
        end as may_be_revised,
        -- The claim is printed in steps: as wide as its interval, or one where it is exact.
        coalesce(nullif(left_bounds.upper - left_bounds.lower, 0), 1) as step
    from measured

),

final as (

    select
        * exclude (
            left_exceeds, right_exceeds, is_within, official_slack, is_near_zero, is_of_levels, moves, flat_percent, largest_move, is_turned_over,
            may_be_revised, is_impossible
        ),
        case
            when is_impossible and is_revisable and may_be_revised then 'revised'
            -- What cannot be revised, such as a part above its total, still follows from levels that are.
            when is_impossible and list_contains(['part_within_total', 'window_within_month', 'record_against_levels'],
                identity_id) and may_be_revised then 'disputed'
            -- A run begins in another month where a revision turns the sign of one over.
            when is_impossible and list_contains(['streak_start', 'streak_against_months'], identity_id)
                and is_of_two_days and is_near_zero then 'disputed'
            when is_impossible and gap = 0 and identity_id = 'same_cell' and not is_at_home then 'within_rounding'
            when is_impossible and is_disputed then 'disputed'
            when is_impossible then 'contradicts'
            when is_within then 'holds'
            else 'within_rounding'
        end as verdict,
        ceil(right_bounds.lower / step - 0.5 - 1e-9) as least_steps,
        floor(right_bounds.upper / step + 0.5 + 1e-9) as most_steps
    from judged
    qualify row_number() over (
        partition by claim_id, identity_id, is_at_home, has_own, is_of_two_days, instance
        order by
            list_position(['holds', 'within_rounding', 'revised', 'disputed', 'contradicts'], verdict),
            gap,
            list_transform(sources, lambda one: one.known_from) desc,
            list_transform(sources, lambda one: one.statement_ids)
    ) = 1

)

select
    * exclude (least_steps, most_steps),
    case
        when relation <> 'meets' then null
        -- Of a figure that is published with the same digits one print fits, itself.
        when len(sources) = 1 and abs(right_bounds.upper - right_bounds.lower - step) <= 1e-6 * step then right_value
        when least_steps = most_steps then least_steps * step
    end as consistent_value
from final
order by claim_id, identity_id, instance, is_at_home, has_own, is_of_two_days
