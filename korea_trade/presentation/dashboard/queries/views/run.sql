-- One row per run, with a name of its series.
create temp view run as
select
    streak.* exclude (threshold_usd, statement_ids),
    streak.length as value,
    streak.length as lower_bound,
    if(streak.evidence = 'observed', 'derived', 'stated') as basis,
    streak.statement_ids,
    cast(null as varchar) as derivation,
    case when streak.start_is_exact and streak.end_is_exact then streak.length end as upper_bound,
    streak.frequency || 's' as unit,
    series_name(streak.subject_kind, streak.flow, coalesce(subject.label, streak.subject_id))
    || case streak.condition
        when 'threshold' then ' over $' || format('{:g}', streak.threshold_usd / 1e9) || chr(160) || 'bn'
        when 'growth_threshold' then ', growth of ' || split_part(streak.series_id, '|', 5) || chr(160) || '% or more'
        when 'rank' then ', ' || lower(replace(split_part(streak.series_id, '|', -1), '_', ' '))
        else ''
    end as series,
    case
        when streak.condition = 'sign' then if(streak.direction > 0, 'surplus', 'deficit')
        when streak.condition = 'threshold' then if(streak.direction > 0, 'above', 'below')
        when streak.condition = 'rank' then 'first rank'
        when streak.condition = 'record' then 'record'
        else case streak.direction when 1 then 'rise' when -1 then 'fall' else 'unchanged' end
    end as what,
    last_day(streak.end_month) + 1 as end_day
from fct_streak as streak
left join dim_subject as subject using (subject_kind, subject_id)
-- An item with one partner is shown where an article speaks of it: an official series of each pair would be thousands.
where streak.subject_kind <> 'item_partner' or streak.evidence <> 'observed';
