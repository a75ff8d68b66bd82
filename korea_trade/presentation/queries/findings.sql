-- The instances of identities with one of $verdicts, with what must be so and both sides: what nobody reviewed first,
-- then by importance.
select
    reconciliation.*,
    coalesce(identity.label, reconciliation.identity_id) as identity,
    identity.formula,
    fitting.label as fitting_base,
    coalesce(period.label, reconciliation.period) as period_label,
    coalesce(measure.label, reconciliation.measure) as measure_label,
    series_name(
        reconciliation.subject_kind,
        if(reconciliation.flow = 'none', 'exports', reconciliation.flow),
        coalesce(subject.label, reconciliation.subject_id)
    ) as series
from fct_reconciliation as reconciliation
left join dim_identity as identity using (identity_id)
left join dim_subject as subject using (subject_kind, subject_id)
left join dim_population as fitting on reconciliation.fitting_base_id = fitting.population_id
left join dim_measure as measure on reconciliation.measure = measure.measure_id
left join dim_period as period on reconciliation.period = period.period
where reconciliation.verdict in (select unnest($verdicts::varchar[]))
order by
    reconciliation.verdict,
    reconciliation.is_reviewed,
    reconciliation.importance nulls last,
    reconciliation.article_ids,
    reconciliation.identity_id,
    reconciliation.explanation,
    reconciliation.reconciliation_id
