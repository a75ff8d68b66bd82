with

readings as (

    select * from {{ ref('int_reading') }}

),

populations as (

    select * from {{ ref('stg_populations') }}

),

levels as (

    select * from readings
    where measure = 'value' and base_id is null and value > 0

),

-- The total that the text names; where it names none, the trade in both directions may be meant as well.
pairs as (

    select
        claims.*,
        parts.value as part_value,
        parts.statement_id as part_statement_id,
        wholes.value as whole_value,
        wholes.flow as whole_flow,
        wholes.statement_id as whole_statement_id,
        {{ interval_quotient('parts.bounds', 'wholes.bounds') }} as ratio_bounds
    from readings as claims
    inner join populations on claims.base_id = populations.population_id
    inner join levels as parts on {{ same_subject('claims', 'parts', ['version', 'reader_id', 'period']) }}
    inner join levels as wholes
        on
            {{ same('claims', 'wholes', ['version', 'reader_id', 'period']) }}
            and populations.level_subject_kind = wholes.subject_kind
            and populations.level_subject_id = wholes.subject_id
            and (
                coalesce(populations.level_flow, claims.flow) = wholes.flow
                or (claims.base_certainty <> 'stated' and wholes.flow in ('trade', claims.flow))
            )
    where claims.is_own and claims.measure = 'share'

),

shares as (

    select
        *,
        {{ interval_linear('ratio_bounds', '100') }} as share_bounds,
        base_certainty <> 'stated'
        and count(distinct whole_flow) over (partition by version, statement_id) = 1
        and flow <> 'trade' as is_one_of_two
    from pairs

),

nearest as (

    select
        *,
        greatest({{ distance('bounds', 'share_bounds') }}, 0) as gap,
        -- What is not the share of the one may be that of the other, unless it is too great for the wider total as
        -- well, or too small for the narrower.
        is_one_of_two and if(
            whole_flow = 'trade', bounds.lower >= share_bounds.upper, bounds.upper <= share_bounds.lower
        ) as may_be_of_another
    from shares
    qualify row_number() over (
        partition by version, statement_id
        order by gap, whole_flow <> flow, part_statement_id, whole_statement_id
    ) = 1

),

-- Of several totals the one that the share comes nearest to.
final as (

    select
        'share_against_levels' as identity_id,
        {{ one_as_left('nearest') }},
        100 * part_value / whole_value as right_value,
        if(may_be_of_another, null, share_bounds) as right_bounds,
        [part_statement_id, whole_statement_id] as right_statement_ids,
        if(may_be_of_another, 'inferred_base', null) as reason
    from nearest

)

select * from final
