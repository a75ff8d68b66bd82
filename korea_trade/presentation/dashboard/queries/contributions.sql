-- What each item adds to the growth of exports: in the last month that the press writes of, and in the last month known.
with contributed as (
    select * from fct_contribution_month
    where subject_kind = 'item' and flow = 'exports' and contribution_points is not null
),

months as (
    select max(month) as month from contributed
    union
    select max(known.month)
    from fct_month_known as known
    where
        known.subject_kind = 'total'
        and known.flow = 'exports'
        and known.press_statement_id is not null
        and known.month in (select contributed.month from contributed)
)

select
    contributed.month,
    contributed.subject_id,
    coalesce(subject.label, 'All other goods') as series,
    series as label,
    month_name(contributed.month) as period,
    format('All exports {:+.1f} %', contributed.total_yoy_percent) as growth_text,
    round(contributed.contribution_points, 2) + 0.0 as value,
    cast(null as double) as lower_bound,
    cast(null as double) as upper_bound,
    'percentage_point' as unit,
    true as is_difference,
    'official' as basis,
    'change of the item / exports of the year before x 100' as derivation,
    cast(null as varchar) as statement_ids,
    'official series, by ' || replace(contributed.definition, '_', ' ') as source,
    contributed.change_usd,
    format('{:+.2f} bn', contributed.change_usd / 1e9) as change_text,
    official.value_usd - official.year_ago_value_usd as total_change_usd
from contributed
inner join months using (month)
inner join fct_observed_month as official
    on
        official.subject_kind = 'total'
        and contributed.flow = official.flow
        and contributed.month = official.month
left join dim_subject as subject
    on subject.subject_kind = 'item' and contributed.subject_id = subject.subject_id
order by contributed.month, contributed.contribution_points desc
