-- The latest month of each flow of the whole country, whoever gives it.
select
    known.flow,
    known.month,
    known.value_usd as value,
    if(known.basis = 'official', null, known.lower_bound) as lower_bound,
    if(known.basis = 'official', null, known.upper_bound) as upper_bound,
    'USD' as unit,
    known.basis,
    cast(null as varchar) as derivation,
    case known.flow when 'exports' then 'Exports' when 'imports' then 'Imports' else 'Trade balance' end as label,
    known.yoy_percent as growth,
    known.press_statement_id as statement_ids,
    'official series (' || known.source_file || ', line ' || known.source_line || '), known from '
    || known.official_known_from as source
from fct_month_known as known
where known.subject_kind = 'total' and known.value_usd is not null
qualify row_number() over (partition by known.flow order by known.month desc) = 1
order by case known.flow when 'exports' then 1 when 'imports' then 2 else 3 end
