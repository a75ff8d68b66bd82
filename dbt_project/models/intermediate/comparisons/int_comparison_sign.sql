{# What claims the sign of a month, or a threshold, and what it is held against. #}
{% set held_against = [
    ('streak_against_months', ['run'], ['print', 'limit', 'word', 'computed', 'run', 'before_run', 'after_run']),
    ('streak_against_months', ['before_run', 'after_run'], ['print', 'word', 'computed']),
    ('direction_against_figures', ['word'], ['print', 'word', 'computed']),
] %}

with

bounds as (

    select * from {{ ref('int_evident_bound') }}

),

kinds as (

    {% for identity, claims, others in held_against -%}
    select
        '{{ identity }}' as identity_id,
        {{ claims }} as left_kinds,
        {{ others }} as right_kinds
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

pairs as (

    select
        kinds.identity_id,
        if(others.version = 'printed', others.version, claims.version) as version,
        claims.flow,
        claims.subject_kind,
        claims.subject_id,
        claims.measure,
        claims.unit,
        claims.period,
        claims.value as left_value,
        claims.bounds as left_bounds,
        claims.statement_ids as left_statement_ids,
        others.value as right_value,
        others.bounds as right_bounds,
        others.statement_ids as right_statement_ids,
        greatest(
            {{ interval_excess('claims.bounds', 'others.bounds') }},
            {{ interval_excess('others.bounds', 'claims.bounds') }}
        ) as distance
    from bounds as claims
    inner join kinds on list_contains(kinds.left_kinds, claims.bound_kind)
    inner join bounds as others
        on
            list_contains(kinds.right_kinds, others.bound_kind)
            and (others.tells_more is not false or (claims.tells_more and claims.bound_kind = others.bound_kind))
            and not list_has_any(claims.statement_ids, others.statement_ids)
            and {{ same_cell('claims', 'others') }}
    where
        -- Each pair once: of two runs or two words the coarser or the earlier is the claim.
        claims.bound_kind <> others.bound_kind
        or (
            coalesce(claims.bounds.lower - claims.bounds.upper, 0), claims.known_order, claims.statement_ids
        ) < (
            coalesce(others.bounds.lower - others.bounds.upper, 0), others.known_order, others.statement_ids
        )

),

final as (

    select
        identity_id,
        version,
        flow,
        subject_kind,
        subject_id,
        measure,
        any_value(unit) as unit,
        {{ of_the_worst_month(['period', 'left_value', 'left_bounds', 'right_value', 'right_bounds']) }},
        left_statement_ids,
        right_statement_ids
    from pairs
    group by
        identity_id, version, flow, subject_kind, subject_id, measure, left_statement_ids, right_statement_ids
    {{ furthest_apart('identity_id, version, left_statement_ids') }}

)

select * from final
