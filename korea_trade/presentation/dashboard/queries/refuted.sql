-- Rates of growth of the whole country that the figures of their own article refute, beside the official rate.
select
    row.flow,
    period.first_day as month,
    row.left_value as printed,
    row.right_value as implied,
    known.official_yoy_percent as official
from fct_reconciliation as row
inner join dim_period as period on row.period = period.period
left join fct_month_known as known
    on
        known.subject_kind = 'total'
        and row.flow = known.flow
        and period.first_day = known.month
where
    row.verdict = 'contradicts'
    and row.identity_id in ('growth_against_change', 'growth_against_levels')
    and row.subject_kind = 'total'
    and period.frequency = 'month'
order by month desc, row.importance desc
