with

direction_months as (

    select * from {{ ref('fct_direction_month') }}

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}

),

stated_streaks as (

    select * from {{ ref('int_streak') }}

),

statements as (

    select * from {{ ref('int_statement') }}

),

directions as (

    select * from {{ ref('stg_directions') }}

),

-- A month of which articles print only levels is reported too. What is planned or expected is not, nor what is of no
-- trade, like the conclusion of an agreement.
reported_months as (

    select statements.first_day as month
    from statements
    left join directions on statements.statement_id = directions.statement_id
    where
        statements.frequency = 'month'
        and statements.flow <> 'none'
        and (
            statements.theme in ('trade_totals', 'trade_by_item', 'trade_by_partner', 'bilateral_trade', 'breadth')
            or directions.modality = 'actual'
        )
    union all
    select month from direction_months

),

last_reported as (

    select max(month) as month from reported_months

),

-- Consecutive months of one direction share the difference of their number in time and their number in the series.
numbered_months as (

    select
        *,
        date_diff('month', date '1900-01-01', month)
        - row_number() over (partition by series_id, direction order by month) as island
    from direction_months
    where direction is not null

),

runs as (

    select
        series_id,
        flow,
        subject_kind,
        subject_id,
        condition,
        direction,
        min(month) as start_month,
        max(month) as end_month,
        count(*) as length
    from numbered_months
    group by series_id, flow, subject_kind, subject_id, condition, direction, island

),

witnesses as (

    select
        runs.series_id,
        runs.start_month,
        count(distinct evidence.statement_id) as witness_count,
        {{ joined_ids('[evidence.article_id]') }} as article_ids,
        {{ joined_ids('[evidence.statement_id]') }} as statement_ids
    from runs
    inner join evidence
        on
            runs.series_id = evidence.series_id
            and evidence.month between runs.start_month and runs.end_month
    group by runs.series_id, runs.start_month

),

stated_edges as (

    select
        series_id,
        direction,
        start_month,
        if(is_ended, end_month, null) as ended_month
    from stated_streaks
    where is_witness

),

observed as (

    select
        runs.*,
        'month' as frequency,
        null::double as threshold_usd,
        -- A month before or after without a direction, also one whose witnesses disagree, leaves the length open.
        coalesce(previous_month.direction is not null, false)
        or exists (
            select 1 from stated_edges
            where
                stated_edges.series_id = runs.series_id
                and stated_edges.direction = runs.direction
                and stated_edges.start_month = runs.start_month
        ) as start_is_exact,
        coalesce(next_month.direction is not null, false)
        or exists (
            select 1 from stated_edges
            where
                stated_edges.series_id = runs.series_id
                and stated_edges.direction = runs.direction
                and stated_edges.ended_month = runs.end_month
        ) as end_is_exact,
        witnesses.witness_count,
        witnesses.article_ids,
        witnesses.statement_ids
    from runs
    inner join witnesses on runs.series_id = witnesses.series_id and runs.start_month = witnesses.start_month
    left join direction_months as previous_month
        on runs.series_id = previous_month.series_id and runs.start_month = previous_month.month + interval 1 month
    left join direction_months as next_month
        on runs.series_id = next_month.series_id and runs.end_month = next_month.month - interval 1 month

),

-- No single month can be observed in a run over a threshold or of years: such a run is what the texts say of it.
stated as (

    select
        series_id,
        flow,
        subject_kind,
        subject_id,
        condition,
        direction,
        start_month,
        max(end_month) as end_month,
        max(length) as length,
        frequency,
        threshold_usd,
        true as start_is_exact,
        bool_or(is_ended) as end_is_exact,
        count(*) as witness_count,
        {{ joined_ids('[article_id]') }} as article_ids,
        {{ joined_ids('[statement_id]') }} as statement_ids
    from stated_streaks
    where not is_witness
    group by
        series_id, flow, subject_kind, subject_id, condition, direction, start_month, frequency, threshold_usd

),

all_runs as (

    select * from observed
    union all by name
    select * from stated

),

final as (

    select
        all_runs.series_id,
        all_runs.flow,
        all_runs.subject_kind,
        all_runs.subject_id,
        all_runs.condition,
        all_runs.threshold_usd,
        all_runs.direction,
        all_runs.frequency,
        all_runs.start_month,
        all_runs.end_month,
        all_runs.length,
        not all_runs.end_is_exact and all_runs.end_month >= last_reported.month as is_open,
        all_runs.start_is_exact,
        all_runs.end_is_exact,
        all_runs.end_month = max(all_runs.end_month) over same_series as is_current,
        all_runs.length = max(all_runs.length) over same_series as is_longest,
        all_runs.witness_count,
        all_runs.article_ids,
        all_runs.statement_ids
    from all_runs
    cross join last_reported
    window same_series as (partition by all_runs.series_id, all_runs.frequency)

)

select * from final
