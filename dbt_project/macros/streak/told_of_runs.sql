{# Of `streak`: what texts say of the runs that they are part of, as `stated_streaks` are of `numbered_runs`. Where
   texts differ, none of them makes an end exact. #}
{% macro told_of_runs() -%}
select
    numbered_runs.series_id,
    numbered_runs.direction,
    numbered_runs.start_month,
    bool_and(stated_streaks.start_month = numbered_runs.start_month) as start_is_told,
    count(distinct stated_streaks.start_month) > 1 as start_is_disputed,
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
{%- endmacro %}
