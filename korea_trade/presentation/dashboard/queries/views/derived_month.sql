-- What is derived of a month, each value once, for the rows that show it.
create temp view derived_month as
select
    derived.measure,
    derived.subject_kind,
    derived.subject_id,
    derived.flow,
    derived.first_day as month,
    derived.article_id,
    'derived' as basis,
    derived.value,
    derived.lower_bound,
    derived.upper_bound,
    derivation.formula as derivation,
    derived.statement_ids
from fct_derived_cell as derived
left join dim_derivation as derivation using (derivation_id)
where derived.frequency = 'month'
qualify
    row_number() over (
        partition by
            derived.measure, derived.subject_kind, derived.subject_id, derived.flow, derived.first_day,
            derived.article_id, derived.value
        order by derived.derivation_id
    ) = 1;
