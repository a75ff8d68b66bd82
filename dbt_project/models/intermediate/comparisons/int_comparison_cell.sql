with

bounds as (

    select * from {{ ref('int_evident_bound') }}
    where bound_kind in ('print', 'limit')

),

pairs as (

    select
        'same_cell' as identity_id,
        {{ pair_of_bounds() }}
    from bounds as claims
    inner join bounds as others
        on
            {{ same_cell('claims', 'others') }}
            and {{ either_tells_more('claims', 'others') }}
            and not list_has_any(claims.statement_ids, others.statement_ids)
    where
        (claims.bound_kind = 'limit' and others.bound_kind = 'print')
        -- Each pair once: the coarser print, or the one known earlier, is the claim.
        or (
            claims.bound_kind = others.bound_kind
            and {{ claim_is_coarser() }}
        )

),

-- Two figures that are both corrected meet as printed in more than one way.
final as (

    {{ furthest_apart('pairs') }}

)

select * from final
