-- Official figures by month, told like those of the press.
create temp view official_month as
select
    known.flow,
    known.subject_kind,
    known.subject_id,
    known.month,
    known.official_usd as value,
    cast(null as double) as lower_bound,
    cast(null as double) as upper_bound,
    known.official_usd / 1e9 as value_bn,
    cast(null as double) as lower_bn,
    cast(null as double) as upper_bn,
    'USD' as unit,
    'official' as basis,
    cast(null as varchar) as derivation,
    cast(null as varchar) as statement_ids,
    'official series (' || known.source_file || ', line ' || known.source_line || '), known from '
    || known.official_known_from as source,
    series_name(known.subject_kind, known.flow, coalesce(subject.label, known.subject_id)) as series,
    series || ', ' || month_name(known.month) as label
from fct_month_known as known
left join dim_subject as subject
    on known.subject_kind = subject.subject_kind and known.subject_id = subject.subject_id
where known.official_usd is not null;
