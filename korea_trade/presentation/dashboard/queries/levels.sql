-- Levels by month of the items and partners that the press gives a level of: the official ones, and upon them the prints.
-- Of a long corpus the eight largest, for more panels nobody reads.
with shown as (
    select subject_kind, subject_id, flow
    from level_month
    where subject_kind in ('item', 'partner')
    group by subject_kind, subject_id, flow
    order by max(value) desc, subject_id, flow
    limit 8
),

levels as (
    select * from official_month
    union all by name
    select * from level_month_in_bn
)

select levels.* from levels
inner join shown using (subject_kind, subject_id, flow)
where is_recent(month)
order by max(value) over (partition by subject_kind, subject_id, flow) desc, series, basis <> 'official', month
