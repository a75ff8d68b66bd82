-- Levels by month of the items and partners that the press gives a level of: the official ones, and upon them the prints.
select official_month.* from official_month
where
    is_recent(month)
    and exists (
        from level_month
        where
            level_month.subject_kind in ('item', 'partner')
            and level_month.subject_kind = official_month.subject_kind
            and level_month.subject_id = official_month.subject_id
            and level_month.flow = official_month.flow
    )
union all by name
select * from level_month_in_bn
where subject_kind in ('item', 'partner') and is_recent(month)
order by max(value) over (partition by subject_kind, subject_id, flow) desc, series, basis <> 'official', month
