-- What does not agree: contradictions first, then revisions, each with what must be so and both sides.
select
    reconciliation.* exclude (unit),
    reconciliation.unit,
    identity.label as identity,
    identity.formula,
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
left join dim_measure as measure on reconciliation.measure = measure.measure_id
left join dim_period as period on reconciliation.period = period.period
where reconciliation.verdict in ('contradicts', 'revision')
order by
    reconciliation.verdict,
    reconciliation.is_reviewed,
    reconciliation.article_ids,
    reconciliation.identity_id,
    reconciliation.explanation,
    reconciliation.reconciliation_id
