{# A highest or lowest level with the levels of the periods that it outdoes: those of its year, those since the month
   that it names, the same month of other years, or all before it. #}
{% from 'joins.sql' import same_days, same_series %}
with

records as (

    select
        claims.claim_id, claims.record, claims.scope, claims.reference_day, claims.value as rank, claims.first_day,
        levels.measure, levels.unit, levels.flow, levels.subject_kind, levels.subject_id, levels.period,
        levels.last_day, levels.value, levels.bounds, levels.source
    from claim as claims
    inner join fact as levels
        on
            {{ same_series('claims', 'levels') }} and {{ same_days('claims', 'levels') }}
            and claims.measure = levels.measure
            and levels.is_print
    where
        claims.theme = 'records' and claims.record in ('highest', 'lowest') and claims.scope not in ('among_subjects', 'in_list')
        and claims.unit = 'rank' and claims.value = 1
    -- The level that the text itself gives is the one that it calls a record.
    qualify levels.origin = 'text' or not bool_or(levels.origin = 'text') over (partition by claims.claim_id)

)

select
    records.claim_id,
    'record_against_levels' as identity_id,
    -- The largest deficit is the lowest balance, whatever it is called.
    if(records.record = 'highest' and not (records.flow = 'balance' and records.value < 0), 'at_least', 'at_most')
        as relation,
    others.period as instance,
    records.value as left_value,
    records.bounds as left_bounds,
    others.value as right_value,
    others.bounds as right_bounds,
    records.unit,
    ['level of the record', 'another level'] as roles,
    [records.source, others.source] as sources
from records
inner join fact as others
    on {{ same_series('records', 'others') }} and records.measure = others.measure and records.unit = others.unit
    and others.is_print and others.first_day < records.first_day
    and others.last_day - others.first_day between records.last_day - records.first_day - 3
    and records.last_day - records.first_day + 3
where
    case records.scope
        when 'year' then year(others.first_day) = year(records.first_day)
        when 'since' then others.first_day > records.reference_day
        when 'same_month' then month(others.first_day) = month(records.first_day)
        else true
    end
