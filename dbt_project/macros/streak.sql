{# Runs of months of one sign, as far as they are known: from `direction_months`, a relation with the columns of
   fct_direction_month; and the runs over a threshold or of years, as stated. With `day` only what was known by then
   counts. A month that nothing is known of ends what is known of a run, and the row says so. No join is a cross join: the
   storage of a release would write it as a comma, which binds otherwise. #}
{% macro streak(direction_months, day=none) -%}
with

direction_months as (

    {{ direction_months }}

),

evidence as (

    select * from {{ ref('fct_direction_evidence') }}
    {%- if day %}
    where known_from <= {{ day }}::date
    {%- endif %}

),

stated_streaks as (

    select * from {{ ref('fct_stated_streak') }}
    {%- if day %}
    where known_from <= {{ day }}::date
    {%- endif %}

),

articles as (

    select * from {{ ref('dim_article') }}
    {%- if day %}
    where known_from <= {{ day }}::date
    {%- endif %}

),

known_months as (

    select * from direction_months
    where direction is not null

),

runs as (

    {{ consecutive_runs('known_months') }}

),

numbered_runs as (

    select
        {{ series_id('condition') }} as series_id,
        *
    from runs

),

-- How far the articles report, and how far each observed series goes.
last_reported as (

    select max(last_reported_month) as month from articles

),

last_observed as (

    select
        series_id,
        max(month) as month
    from direction_months
    where observed_direction is not null
    group by series_id

),

disputed_months as (

    select
        series_id,
        month
    from direction_months
    where is_contradictory

),

-- What texts say of the runs that they are part of. Where texts differ, none of them makes an end exact.
told as (

    select
        numbered_runs.series_id,
        numbered_runs.direction,
        numbered_runs.start_month,
        bool_or(stated_streaks.start_month = numbered_runs.start_month) as start_is_told,
        bool_or(stated_streaks.is_ended and stated_streaks.end_month = numbered_runs.end_month) as end_is_told,
        arg_max(stated_streaks.length, (stated_streaks.end_month, stated_streaks.known_order)) as stated_length,
        bool_and(
            stated_streaks.start_month = numbered_runs.start_month
            and stated_streaks.length
            = date_diff('month', stated_streaks.start_month, stated_streaks.end_month) + 1
            and (not stated_streaks.is_ended or stated_streaks.end_month = numbered_runs.end_month)
        ) as stated_length_agrees
    from stated_streaks
    inner join numbered_runs
        on
            stated_streaks.series_id = numbered_runs.series_id
            and stated_streaks.direction = numbered_runs.direction
            and stated_streaks.start_month <= numbered_runs.end_month
            and stated_streaks.end_month >= numbered_runs.start_month
    where stated_streaks.is_witness
    group by numbered_runs.series_id, numbered_runs.direction, numbered_runs.start_month

),

witnesses as (

    select
        numbered_runs.series_id,
        numbered_runs.direction,
        numbered_runs.start_month,
        count(distinct evidence.statement_id) as witness_count,
        bool_or(evidence.evidence <> 'levels') as is_stated,
        bool_or(evidence.evidence = 'levels') as is_from_levels,
        {{ joined_ids('[evidence.article_id]') }} as article_ids,
        {{ joined_ids('[evidence.statement_id]') }} as statement_ids
    from evidence
    inner join numbered_runs
        on
            evidence.series_id = numbered_runs.series_id
            and evidence.month between numbered_runs.start_month and numbered_runs.end_month
    group by numbered_runs.series_id, numbered_runs.direction, numbered_runs.start_month

),

monthly as (

    select
        numbered_runs.*,
        'month' as frequency,
        null::double as threshold_usd,
        case
            when numbered_runs.previous_direction is not null then 'turn'
            when told.start_is_told then 'stated'
            when before_run.month is not null then 'disputed'
            else 'unknown'
        end as start_edge,
        case
            when numbered_runs.next_direction is not null then 'turn'
            when told.end_is_told then 'stated'
            when after_run.month is not null then 'disputed'
            when numbered_runs.end_month >= coalesce(last_observed.month, last_reported.month) then 'latest'
            else 'unknown'
        end as end_edge,
        told.stated_length,
        told.stated_length_agrees,
        case
            when witnesses.witness_count is null then 'observed'
            when not witnesses.is_stated then 'observed'
            when witnesses.is_from_levels or last_observed.month is not null then 'both'
            else 'stated'
        end as evidence,
        coalesce(witnesses.witness_count, 0) as witness_count,
        witnesses.article_ids,
        witnesses.statement_ids
    from numbered_runs
    inner join last_reported on true
    left join last_observed on numbered_runs.series_id = last_observed.series_id
    left join told
        on
            numbered_runs.series_id = told.series_id
            and numbered_runs.direction = told.direction
            and numbered_runs.start_month = told.start_month
    left join witnesses
        on
            numbered_runs.series_id = witnesses.series_id
            and numbered_runs.direction = witnesses.direction
            and numbered_runs.start_month = witnesses.start_month
    left join disputed_months as before_run
        on
            numbered_runs.series_id = before_run.series_id
            and numbered_runs.start_month = before_run.month + interval 1 month
    left join disputed_months as after_run
        on
            numbered_runs.series_id = after_run.series_id
            and numbered_runs.end_month = after_run.month - interval 1 month

),

-- No single month can be observed in a run over a threshold or of years: such a run is what the texts say of it.
as_stated as (

    select
        stated_streaks.series_id,
        stated_streaks.flow,
        stated_streaks.subject_kind,
        stated_streaks.subject_id,
        stated_streaks.condition,
        stated_streaks.direction,
        stated_streaks.start_month,
        max(stated_streaks.end_month) as end_month,
        max(stated_streaks.length) as length,
        stated_streaks.frequency,
        stated_streaks.threshold_usd,
        'stated' as start_edge,
        case
            when bool_or(stated_streaks.is_ended) then 'stated'
            when max(stated_streaks.end_month) >= any_value(last_reported.month) then 'latest'
            else 'unknown'
        end as end_edge,
        max(stated_streaks.length) as stated_length,
        true as stated_length_agrees,
        'stated' as evidence,
        count(*) as witness_count,
        {{ joined_ids('[stated_streaks.article_id]') }} as article_ids,
        {{ joined_ids('[stated_streaks.statement_id]') }} as statement_ids
    from stated_streaks
    inner join last_reported on true
    where not stated_streaks.is_witness
    group by
        stated_streaks.series_id, stated_streaks.flow, stated_streaks.subject_kind, stated_streaks.subject_id,
        stated_streaks.condition, stated_streaks.direction, stated_streaks.start_month, stated_streaks.frequency,
        stated_streaks.threshold_usd

),

all_runs as (

    select * from monthly
    union all by name
    select * from as_stated

),

final as (

    select
        series_id,
        flow,
        subject_kind,
        subject_id,
        condition,
        threshold_usd,
        direction,
        frequency,
        start_month,
        end_month,
        length,
        end_edge = 'latest' as is_open,
        start_edge in ('turn', 'stated') as start_is_exact,
        end_edge in ('turn', 'stated') as end_is_exact,
        start_edge,
        end_edge,
        previous_direction,
        next_direction,
        end_month = max(end_month) over same_series as is_current,
        length = max(length) over same_series as is_longest,
        rank() over (
            partition by series_id, frequency, direction
            order by length desc
        ) as length_rank,
        date_diff(
            'month',
            case direction
                when 1 then max(end_month) filter (direction = -1) over so_far
                when -1 then max(end_month) filter (direction = 1) over so_far
            end,
            end_month
        ) as months_since_opposite,
        stated_length,
        stated_length_agrees,
        evidence,
        witness_count,
        article_ids,
        statement_ids
    from all_runs
    window
        same_series as (partition by series_id, frequency),
        so_far as (
            partition by series_id, frequency
            order by start_month
            rows between unbounded preceding and current row
        )

)

select * from final
{%- endmacro %}
