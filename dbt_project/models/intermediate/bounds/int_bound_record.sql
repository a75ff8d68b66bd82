with

figures as (

    select * from {{ ref('int_figure') }}

),

records as (

    select * from {{ ref('int_record') }}
    where scope not in ('among_subjects', 'in_list') and frequency in ('month', 'year')

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}

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
            {{ same_subject('records', 'evidence') }}
            and records.first_day = evidence.month
            and evidence.condition = if(records.measure = 'yoy', 'growth', 'sign')
    where records.claim = 'first_time' and records.threshold is null and records.frequency = 'month'
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
        or (records.claim = 'first_time' and records.threshold is not null)
        or (
            records.claim in ('highest', 'lowest')
            and records.level_value is not null
            and coalesce(records.rank, 1) = 1
            and (records.rank is not null or records.scope = 'since')
        )

),

outdone_periods as (

    select
        *,
        unnest(range(horizon_day, first_day, step))::date as bound_day
    from horizons

),

-- No month between was as extreme as that of the record, nor had its sign or passed its threshold; the month that a
-- horizon names was and had.
sides as (

    select
        *,
        claim = 'first_time' as is_first_time,
        if(scope = 'since' and bound_day = since_day, 'record_reference', 'record') as bound_kind,
        (claim = 'lowest' or coalesce(claimed_direction = -1, false)) = (bound_kind = 'record') as is_above,
        claim <> 'first_time' or bound_kind = 'record' as is_closed
    from outdone_periods
    where scope <> 'same_month' or month(bound_day) = month(first_day)

),

bounds as (

    select
        statement_id,
        article_id,
        known_from,
        known_order,
        flow,
        subject_kind,
        subject_id,
        bound_kind,
        'used' as version,
        measure,
        if(is_first_time, if(measure = 'yoy', 'percent', 'USD'), level_unit) as unit,
        frequency,
        bound_day as first_day,
        (bound_day + step)::date - 1 as last_day,
        {{ interval(
            'if(is_above, if(is_first_time, coalesce(threshold, 0), level_lower_bound), null)',
            'if(is_above, null, if(is_first_time, coalesce(threshold, 0), level_upper_bound))',
            'is_closed',
            'is_closed',
        ) }} as bounds
    from sides

),

final as (

    select
        *,
        {{ period_text('first_day') }} as period
    from bounds

)

select * from final
