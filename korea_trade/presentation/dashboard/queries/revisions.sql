-- How far official totals moved after they were first published, for the months of which the first print is known.
with fans as (
    select * from fct_series_triangle
    where
        subject_kind = 'total'
        and flow = 'exports'
    qualify
        min(months_after) over (partition by month) <= 1
        and count(*) over (partition by month) > 1
)

select
    fans.month,
    fans.months_after,
    fans.vintage_no,
    round(fans.revision_since_first_percent, 2) + 0.0 as value,
    cast(null as double) as lower_bound,
    cast(null as double) as upper_bound,
    true as is_difference,
    'percent' as unit,
    'official' as basis,
    cast(null as varchar) as derivation,
    cast(null as varchar) as statement_ids,
    'official series, known from ' || fans.known_from as source,
    month_name(fans.month) as series,
    'Exports of ' || series || ', as known from ' || fans.known_from as label,
    format('{:,.3f} bn', fans.value_usd / 1e9) as level_text,
    fans.vintage_no = max(fans.vintage_no) over (partition by fans.month) as is_last
from fans
order by fans.month, fans.vintage_no
