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
        {{ pair_of_bounds() }}
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
        or {{ claim_is_coarser() }}

),

final as (

    {{ furthest_apart('pairs') }}
    {{ worst_opponents('identity_id, version, left_statement_ids') }}

)

select * from final
