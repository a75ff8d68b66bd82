with

streaks as (

    select * from {{ ref('int_streak') }}

),

statements as (

    select * from {{ ref('int_fact') }}

),

months_counted as (

    select * from {{ ref('int_months_since') }}

),

lengths as (

    select
        'streak_length' as identity_id,
        flow,
        subject_kind,
        subject_id,
        if(frequency = 'month', 'months', 'years') as unit,
        length as left_value,
        [statement_id] as left_statement_ids,
        if(
            frequency = 'month',
            date_diff('month', start_month, end_month),
            date_diff('year', start_month, end_month)
        ) + 1 as right_value,
        []::varchar[] as right_statement_ids
    from streaks

),

-- Of the statements that tell one start the first speak, and each that carried the run further than all before.
speakers as (

    select * from streaks
    qualify
        row_number() over (
            partition by series_id, direction, frequency, start_month
            order by known_order, statement_id
        ) <= {{ var('bounds_that_speak') }}
        or end_month > max(end_month) over (
            partition by series_id, direction, frequency, start_month
            order by known_order, statement_id
            rows between unbounded preceding and 1 preceding
        )

),

-- Statements that share months of a run, or of which one takes up where the other stops, mean one start: the number of
-- its month, counted from the first of the calendar.
starts as (

    select
        'streak_start' as identity_id,
        claims.flow,
        claims.subject_kind,
        claims.subject_id,
        'months' as unit,
        date_diff('month', date '0001-01-01', claims.start_month) as left_value,
        [claims.statement_id] as left_statement_ids,
        date_diff('month', date '0001-01-01', others.start_month) as right_value,
        [others.statement_id] as right_statement_ids
    from speakers as claims
    inner join streaks as others
        on
            claims.series_id = others.series_id
            and claims.direction = others.direction
            and claims.frequency = others.frequency
            and claims.statement_id <> others.statement_id
            and claims.start_month <= others.end_month + interval 1 month
            and others.start_month <= claims.end_month + interval 1 month
    where (claims.known_order, claims.statement_id) < (others.known_order, others.statement_id)

),

-- Nearer of the two ways of counting.
horizons as (

    select
        'months_since' as identity_id,
        flow,
        subject_kind,
        subject_id,
        'months' as unit,
        stated_months as left_value,
        [statement_id] as left_statement_ids,
        if(counting_convention = 'elapsed', elapsed_months, elapsed_months + 1) as right_value,
        []::varchar[] as right_statement_ids
    from months_counted

),

compared as (

    select * from lengths
    union all
    select * from starts
    union all
    select * from horizons

),

final as (

    select
        compared.identity_id,
        'used' as version,
        compared.flow,
        compared.subject_kind,
        compared.subject_id,
        statements.measure,
        compared.unit,
        statements.period,
        compared.left_value::double as left_value,
        {{ interval_point('compared.left_value') }} as left_bounds,
        compared.left_statement_ids,
        compared.right_value::double as right_value,
        {{ interval_point('compared.right_value') }} as right_bounds,
        compared.right_statement_ids
    from compared
    inner join statements on compared.left_statement_ids[1] = statements.statement_id

)

select * from final
