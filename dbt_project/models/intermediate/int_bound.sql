{% set who = 'statement_id, article_id, known_from, known_order, flow, subject_kind, subject_id' %}

with

figures as (

    select * from {{ ref('int_figure') }}

),

statements as (

    select * from {{ ref('int_statement') }}

),

directions as (

    select * from {{ ref('stg_directions') }}

),

streaks as (

    select * from {{ ref('int_streak') }}
    where frequency = 'month' and (is_witness or condition = 'threshold')

),

streak_months as (

    select * from {{ ref('int_streak_month') }}
    where is_witness or condition = 'threshold'

),

records as (

    select * from {{ ref('int_record') }}
    where scope <> 'among_subjects' and frequency in ('month', 'year')

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}

),

-- What a figure leaves possible, as used and, where it is corrected, as printed.
print_bounds as (

    select
        {{ who }},
        if(is_limit, 'limit', 'print') as bound_kind,
        'used' as version,
        measure,
        unit,
        period,
        frequency,
        first_day,
        last_day,
        base_id,
        cohort,
        counted_direction,
        value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from figures
    union all
    select
        {{ who }},
        'print' as bound_kind,
        'printed' as version,
        measure,
        unit,
        period,
        frequency,
        first_day,
        last_day,
        base_id,
        cohort,
        counted_direction,
        printed_value as value,
        {{ interval('printed_lower_bound', 'printed_upper_bound') }} as bounds
    from figures
    where is_corrected

),

-- Each month of a run has its sign, or lies over its threshold. The month before its start has not, nor has the one
-- after an end that the text tells, or the run would be longer.
run_months as (

    select
        {{ who }},
        'run' as bound_kind,
        condition,
        direction = 1 as is_above,
        coalesce(threshold_usd, 0) as threshold,
        month as first_day
    from streak_months
    union all
    select
        {{ who }},
        'before_run' as bound_kind,
        condition,
        direction = -1 as is_above,
        coalesce(threshold_usd, 0) as threshold,
        (start_month - interval 1 month)::date as first_day
    from streaks
    union all
    select
        {{ who }},
        'after_run' as bound_kind,
        condition,
        direction = -1 as is_above,
        coalesce(threshold_usd, 0) as threshold,
        (end_month + interval 1 month)::date as first_day
    from streaks
    where is_ended

),

run_bounds as (

    select
        {{ who }},
        bound_kind,
        if(condition = 'growth', 'yoy', 'value') as measure,
        if(condition = 'growth', 'percent', 'USD') as unit,
        first_day,
        {{ interval(
            'if(is_above, threshold, null)',
            'if(is_above, null, threshold)',
            "bound_kind <> 'run'",
            "bound_kind <> 'run'",
        ) }} as bounds
    from run_months

),

-- A word about a change that happened.
word_bounds as (

    select
        statements.statement_id,
        statements.article_id,
        statements.known_from,
        statements.known_order,
        statements.flow,
        statements.subject_kind,
        statements.subject_id,
        'word' as bound_kind,
        statements.measure,
        'percent' as unit,
        statements.period,
        statements.frequency,
        statements.first_day,
        statements.last_day,
        {{ interval(
            'if(statements.value >= 0, 0, null)',
            'if(statements.value <= 0, 0, null)',
            'statements.value = 0',
            'statements.value = 0',
        ) }} as bounds
    from statements
    inner join directions on statements.statement_id = directions.statement_id
    where directions.modality = 'actual' and statements.measure in ('yoy', 'mom', 'growth')

),

earliest as (

    select min(first_day) as first_day from figures

),

-- The sign of the month that is the first of its sign since another.
claimed_signs as (

    select
        records.statement_id,
        any_value(evidence.direction) as direction
    from records
    inner join evidence
        on
            records.flow = evidence.flow
            and records.subject_kind = evidence.subject_kind
            and records.subject_id = evidence.subject_id
            and records.first_day = evidence.month
            and evidence.condition = if(records.measure = 'yoy', 'growth', 'sign')
    where records.claim = 'first_time' and records.frequency = 'month'
    group by records.statement_id
    having count(distinct evidence.direction) = 1

),

-- How far back a record reaches: to the month that it names, through its year, or as far as any article goes.
horizons as (

    select
        records.*,
        claimed_signs.direction as claimed_direction,
        case records.scope
            when 'since' then records.since_day
            when 'year' then date_trunc('year', records.first_day)
            else earliest.first_day
        end::date as horizon_day,
        if(records.frequency = 'year', interval 1 year, interval 1 month) as step
    from records
    left join claimed_signs on records.statement_id = claimed_signs.statement_id
    cross join earliest
    where
        claimed_signs.direction <> 0
        or (
            records.claim in ('highest', 'lowest')
            and records.level_value is not null
            and (records.rank = 1 or records.scope = 'since')
        )

),

outdone_periods as (

    select
        *,
        unnest(range(horizon_day, first_day, step))::date as bound_day
    from horizons

),

-- No month between was as extreme as that of the record; the month that a horizon names was.
record_periods as (

    select
        *,
        if(scope = 'since' and bound_day = since_day, 'record_reference', 'record') as bound_kind,
        (claim = 'lowest' or coalesce(claimed_direction = -1, false)) = (bound_kind = 'record') as is_above,
        claim <> 'first_time' or bound_kind = 'record' as is_closed
    from outdone_periods
    where scope <> 'same_month' or month(bound_day) = month(first_day)

),

record_bounds as (

    select
        {{ who }},
        bound_kind,
        measure,
        if(claim = 'first_time', if(measure = 'yoy', 'percent', 'USD'), level_unit) as unit,
        frequency,
        bound_day as first_day,
        {{ interval(
            "if(is_above, if(claim = 'first_time', 0, level_lower_bound), null)",
            "if(is_above, null, if(claim = 'first_time', 0, level_upper_bound))",
            'is_closed',
            'is_closed',
        ) }} as bounds
    from record_periods

),

monthly_bounds as (

    select * from record_bounds
    union all by name
    select
        *,
        'month' as frequency
    from run_bounds

),

dated_bounds as (

    select
        *,
        (first_day + if(frequency = 'year', interval 1 year, interval 1 month))::date - 1 as last_day,
        {{ period_text('first_day') }} as period
    from monthly_bounds

),

final as (

    select * from print_bounds
    union all by name
    select
        *,
        'used' as version
    from dated_bounds
    union all by name
    select
        *,
        'used' as version
    from word_bounds

)

select * from final
