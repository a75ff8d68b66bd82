{# Of `streak`: `stated_streaks` over a threshold or of years. No single month can be observed in such a run: it is what
   the texts say of it. #}
{% macro runs_as_stated() -%}
select
    {{ series_columns('stated_streaks', ['direction', 'start_month']) }},
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
group by {{ series_columns('stated_streaks', ['direction', 'start_month', 'frequency', 'threshold_usd']) }}
{%- endmacro %}
