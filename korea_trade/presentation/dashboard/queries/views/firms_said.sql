-- What is said of the firms of a group in a period; of several prints of one number the finest, then the first.
create temp view firms_said as
select
    firms.measure,
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
qualify
    row_number() over (
        partition by firms.measure, firms.subject_kind, firms.subject_id, firms.period
        order by firms.upper_bound - firms.lower_bound nulls last, firms.is_repeat, firms.statement_id
    ) = 1;
