-- Growth on the year of the number of firms, by group; of several prints of one rate the finest, then the first.
select
    firms.subject_id,
    firms.period,
    firms.value,
    firms.lower_bound,
    firms.upper_bound,
    firms.unit,
    firms.basis,
    firms.statement_id as statement_ids,
    cast(null as varchar) as derivation,
    coalesce(subject.label, firms.subject_id) as series,
    coalesce(subject.label, firms.subject_id) as label
from fct_trading_firms as firms
left join dim_subject as subject using (subject_kind, subject_id)
where firms.measure = 'firms_growth'
qualify
    row_number() over (
        partition by firms.subject_kind, firms.subject_id, firms.period
        order by firms.upper_bound - firms.lower_bound nulls last, firms.is_repeat, firms.statement_id
    ) = 1
order by firms.period desc, firms.value desc, firms.subject_id
