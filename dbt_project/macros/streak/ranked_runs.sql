{# Of `streak`: `all_runs`, each with its place among those of its series. #}
{% macro ranked_runs() -%}
select
    {{ series_columns() }},
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
    start_edge = 'disputed' or end_edge = 'disputed' or not coalesce(stated_length_agrees, true) as is_disputed,
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
{%- endmacro %}
