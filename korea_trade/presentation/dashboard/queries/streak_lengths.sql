-- The longest runs of more than one month or year.
select
    *,
    date_diff('month', start_month, end_day) as months,
    month_name(start_month) || ' to ' || month_name(end_month) as span,
    if(frequency = 'year', strftime(start_month, '%Y'), strftime(start_month, '%b %Y')) as start_text,
    if(frequency = 'year', strftime(end_month, '%Y'), strftime(end_month, '%b %Y')) as end_text,
    concat(series, ': ', what, if(is_open, ', since ' || start_text, ', ' || start_text || ' to ' || end_text)) as label
from run
where length > 1
order by months desc, is_open desc, series, series_id, start_month
limit 20
