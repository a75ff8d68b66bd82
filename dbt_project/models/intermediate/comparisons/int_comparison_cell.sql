with

bounds as (

    select * from {{ ref('int_evident_bound') }}
    where bound_kind in ('print', 'limit')

),

pairs as (

    select
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
            and (
                coalesce(claims.bounds.lower - claims.bounds.upper, 0), claims.known_order, claims.statement_ids
            ) < (
                coalesce(others.bounds.lower - others.bounds.upper, 0), others.known_order, others.statement_ids
            )
        )

),

-- Two figures that are both corrected meet as printed in more than one way.
final as (

    select
        'same_cell' as identity_id,
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
    group by version, flow, subject_kind, subject_id, measure, left_statement_ids, right_statement_ids

)

select * from final
