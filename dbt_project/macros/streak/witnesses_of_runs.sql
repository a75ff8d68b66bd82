{# Of `streak`: the `evidence` of the months of each of `numbered_runs`. #}
{% macro witnesses_of_runs() -%}
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
{%- endmacro %}
