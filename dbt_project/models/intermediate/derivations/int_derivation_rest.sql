with

levels as (

    select * from {{ ref('int_level') }}

),

longer_periods as (

    select * from levels
    where frequency in ('quarter', 'half', 'year') and is_additive

),

printed_months as (

    select
        longer_periods.statement_id as whole_statement_id,
        count(*) as month_count,
        min(months.first_day) as first_day,
        max(months.last_day) as last_day,
        {{ ordered_sum('months.value') }} as value,
        {{ interval_total('months.bounds') }} as bounds,
        list(months.statement_id order by months.first_day) as statement_ids
    from longer_periods
    inner join levels as months
        on
            {{ same_subject('longer_periods', 'months', ['article_id', 'measure']) }}
            and months.frequency = 'month'
            and months.first_day between longer_periods.first_day and longer_periods.last_day
    group by longer_periods.statement_id

),

rests as (

    select
        longer_periods.article_id,
        longer_periods.flow,
        longer_periods.subject_kind,
        longer_periods.subject_id,
        longer_periods.measure,
        longer_periods.unit,
        if(
            printed_months.first_day > longer_periods.first_day,
            longer_periods.first_day,
            printed_months.last_day + 1
        ) as first_day,
        if(
            printed_months.first_day > longer_periods.first_day,
            printed_months.first_day - 1,
            longer_periods.last_day
        ) as last_day,
        longer_periods.value - printed_months.value as value,
        {{ interval_difference('longer_periods.bounds', 'printed_months.bounds') }} as bounds,
        list_concat([longer_periods.statement_id], printed_months.statement_ids) as statement_ids
    from longer_periods
    inner join printed_months on longer_periods.statement_id = printed_months.whole_statement_id
    where
        -- The months printed lie together at one end of the period, and do not fill it.
        printed_months.month_count = date_diff('month', printed_months.first_day, printed_months.last_day) + 1
        and (printed_months.first_day = longer_periods.first_day)
        <> (printed_months.last_day = longer_periods.last_day)

),

measured_rests as (

    select
        *,
        if(date_trunc('month', first_day) = date_trunc('month', last_day), 'month', 'span') as frequency
    from rests

),

final as (

    select
        'rest_of_period' as derivation_id,
        *,
        {{ period_of_days() }} as period,
        null::varchar as base_id
    from measured_rests

)

select * from final
