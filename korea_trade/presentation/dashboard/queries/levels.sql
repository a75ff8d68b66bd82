-- Levels by month of the items and partners that the press gives a level of: the official ones, and upon them the prints.
-- Of a long corpus the largest, up to eight that have four hundred marks together, for more panels nobody reads.
with levels as (
    select * from official_month
    union all by name
    select * from level_month_in_bn
),

told as (
    select subject_kind, subject_id, flow, max(value) as largest
    from level_month
    where subject_kind in ('item', 'partner')
    group by subject_kind, subject_id, flow
),

shown as (
    select
        subject_kind, subject_id, flow,
        row_number() over largest_first as place,
        sum(count(*)) over largest_first as mark_count
    from told
    inner join levels using (subject_kind, subject_id, flow)
    where is_recent(month)
    group by subject_kind, subject_id, flow, largest
    window largest_first as (order by largest desc, subject_id, flow)
)

select levels.* from levels
inner join shown using (subject_kind, subject_id, flow)
where is_recent(month) and place <= 8 and (mark_count <= 400 or place = 1)
order by max(value) over (partition by subject_kind, subject_id, flow) desc, series, basis <> 'official', month
