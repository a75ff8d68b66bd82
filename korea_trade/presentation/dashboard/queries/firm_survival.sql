-- Shares of firms that still trade after so many years.
select
    survival.cohort,
    survival.horizon_years,
    survival.value,
    survival.lower_bound,
    survival.upper_bound,
    survival.unit,
    survival.basis,
    survival.statement_id as statement_ids,
    cast(null as varchar) as derivation,
    'After ' || survival.horizon_years || if(survival.horizon_years = 1, ' year', ' years') || ', firms that started in '
    || survival.cohort as series,
    series_name(survival.subject_kind, survival.flow, coalesce(subject.label, survival.subject_id)) as label
from fct_firm_survival as survival
left join dim_subject as subject using (subject_kind, subject_id)
where survival.measure = 'survival_rate' and not survival.is_repeat
order by survival.horizon_years, survival.cohort, survival.value desc, survival.statement_id
