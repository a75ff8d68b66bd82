-- Runs of months that reach into the last three years, of the series whose present runs are longest. A series of which
-- single months alone are known has none.
with recent as (
    select
        *,
        max(is_open) over (partition by series_id) as has_open,
        max(if(is_current, length, 0)) over (partition by series_id) as current_length,
        max(length) over (partition by series_id) as longest
    from run
    where frequency = 'month' and end_month >= (select max(end_month) - interval 35 month from run)
)

select
    * exclude (has_open, current_length, longest),
    series || ', ' || what || ' from ' || month_name(start_month)
    || if(end_month > start_month, ' to ' || month_name(end_month), '') as label,
    case start_edge when 'unknown' then 'unknown' when 'disputed' then 'disputed' else 'known' end as start_mark,
    case
        when is_open then 'open'
        when end_edge in ('unknown', 'latest') then 'unknown'
        when end_edge = 'disputed' then 'disputed'
        else 'known'
    end as end_mark
from recent
where longest > 1
qualify dense_rank() over (order by has_open desc, current_length desc, series, series_id) <= 40
order by has_open desc, current_length desc, series, series_id, start_month
