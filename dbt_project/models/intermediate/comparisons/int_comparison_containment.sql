with

levels as (

    select * from {{ ref('int_reading') }}
    where
        is_own and measure = 'value' and flow in ('exports', 'imports', 'trade')
        and base_id is null and cohort is null and counted_direction is null

),

-- A part with its total, and some days of a month with the month, whoever prints them.
pairs as (

    select
        'part_within_total' as identity_id,
        parts,
        wholes
    from levels as parts
    inner join levels as wholes on {{ same('parts', 'wholes', ['version', 'measure', 'flow', 'unit', 'period']) }}
    where parts.subject_kind in ('item', 'partner') and wholes.subject_kind = 'total'
    union all
    select
        'window_within_month' as identity_id,
        parts,
        wholes
    from levels as parts
    inner join levels as wholes
        on
            {{ same_subject('parts', 'wholes', ['version', 'measure', 'unit']) }}
            and date_trunc('month', parts.first_day) = wholes.first_day
            and parts.last_day <= wholes.last_day
    where parts.frequency in ('day', 'span') and wholes.frequency = 'month'

),

-- The claim is held against its own article, else against what was known last before it, else first after it.
nearest as (

    select * from pairs
    qualify row_number() over (
        partition by identity_id, parts.version, parts.statement_id
        order by
            parts.article_id = wholes.article_id desc,
            parts.known_order > wholes.known_order desc,
            abs(parts.known_order - wholes.known_order),
            wholes.statement_id
    ) = 1

),

final as (

    select
        identity_id,
        {{ one_as_left('parts') }},
        wholes.value as right_value,
        wholes.bounds as right_bounds,
        [wholes.statement_id] as right_statement_ids
    from nearest

)

select * from final
