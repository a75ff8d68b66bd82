{# Of `streak`: `numbered_runs` with what is known of both their ends, from `told`, `witnesses`, `disputed_months`,
   how far is reported (`last_reported`), and how far each series is observed and known (`last_known`). A run that a
   later month of its series follows is not the latest, however early the official series ends. #}
{% macro monthly_runs() -%}
select
    numbered_runs.*,
    'month' as frequency,
    null::double as threshold_usd,
    case
        when numbered_runs.previous_direction is not null then 'turn'
        when told.start_is_told then 'stated'
        when told.start_is_disputed or before_run.month is not null then 'disputed'
        else 'unknown'
    end as start_edge,
    case
        when numbered_runs.next_direction is not null then 'turn'
        when told.end_is_told then 'stated'
        when after_run.month is not null then 'disputed'
        when numbered_runs.end_month < last_known.month then 'unknown'
        when numbered_runs.end_month >= last_reported.month or numbered_runs.end_month = last_known.observed_month
            then 'latest'
        else 'unknown'
    end as end_edge,
    told.stated_length,
    told.stated_length_agrees,
    case
        when witnesses.witness_count is null then 'observed'
        when not witnesses.is_stated then 'observed'
        when witnesses.is_from_levels or last_known.observed_month is not null then 'both'
        else 'stated'
    end as evidence,
    coalesce(witnesses.witness_count, 0) as witness_count,
    witnesses.article_ids,
    witnesses.statement_ids
from numbered_runs
inner join last_reported on true
left join last_known on numbered_runs.series_id = last_known.series_id
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
{%- endmacro %}
