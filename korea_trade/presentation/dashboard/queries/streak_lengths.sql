-- The longest runs of more than one month or year.
select
    *,
    series || ': ' || what || if(is_open, ', still open', '') as label,
    date_diff('month', start_month, end_day) as months,
    month_name(start_month) || ' to ' || month_name(end_month) as span
from run
where length > 1
order by months desc, is_open desc, series, series_id, start_month
limit 40
