with

bounds as (

    select * from {{ ref('int_evident_bound') }}
    where bound_kind in ('print', 'limit')

),

figures as (

    select * from {{ ref('int_figure') }}

),

-- Of which total a share is that names none, two articles may tell differently.
of_an_unnamed_base as (

    select coalesce(list(statement_id), []) as statement_ids
    from figures
    where base_certainty <> 'stated'

),

pairs as (

    select
        'same_cell' as identity_id,
        -- One outlet may round what another has rounded: 4.447 is 4.4, and by way of 4.45 it is 4.5. So what two
        -- articles print may touch. Who prints a figure twice has both numbers at hand.
        if(
            claims.bound_kind = 'print' and others.bound_kind = 'print' and claims.known_order <> others.known_order,
            0::double,
            null
        ) as slack,
        {{ pair_of_bounds() }}
    from bounds as claims
    inner join bounds as others
        on
            {{ same_cell('claims', 'others') }}
            and {{ either_tells_more('claims', 'others') }}
            and not list_has_any(claims.statement_ids, others.statement_ids)
    cross join of_an_unnamed_base
    where
        (
            (claims.bound_kind = 'limit' and others.bound_kind = 'print')
            -- Each pair once: the coarser print, or the one known earlier, is the claim.
            or (
                claims.bound_kind = others.bound_kind
                and {{ claim_is_coarser() }}
            )
        )
        and (
            claims.base_id is null
            or claims.known_order = others.known_order
            or not list_has_any(
                list_concat(claims.statement_ids, others.statement_ids), of_an_unnamed_base.statement_ids
            )
        )

),

-- Two figures that are both corrected meet as printed in more than one way.
final as (

    {{ furthest_apart('pairs', also=['slack']) }}

)

select * from final
