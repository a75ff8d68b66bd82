-- Growth of the whole country and of all of a kind of subject, in the last 30 months in which any of that kind has a figure.
-- Of a long corpus the series that are known last: more rows nobody reads.
create temp macro growth_by(kind) as table
with horizon as (
    select min(month) as first_month, max(month) as last_month
    from (select distinct month from growth_month where subject_kind = kind order by month desc limit 30)
),

within_horizon as (
    select growth_month.* from growth_month
    inner join horizon on growth_month.month between horizon.first_month and horizon.last_month
    where growth_month.subject_kind in ('total', kind)
),

shown as (
    select
        subject_kind,
        subject_id,
        flow,
        max(month) as last_month
    from within_horizon
    group by subject_kind, subject_id, flow
    order by subject_kind <> 'total', last_month desc, count(*) desc, subject_id
    limit 30
)

select within_horizon.* from within_horizon
inner join shown using (subject_kind, subject_id, flow)
order by
    within_horizon.subject_kind <> 'total',
    within_horizon.flow,
    shown.last_month desc,
    within_horizon.series,
    within_horizon.month;
