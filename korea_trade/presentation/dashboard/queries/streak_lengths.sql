-- The longest runs of more than one month or year.
select
    *,
    date_diff('month', start_month, end_day) as months,
    month_name(start_month) || ' to ' || month_name(end_month) as span,
    if(frequency = 'year', '%Y', '%b %Y') as spelling,
    concat(
        series, ': ', what,
        if(
            is_open,
            ', since ' || strftime(start_month, spelling),
            ', ' || strftime(start_month, spelling) || ' to ' || strftime(end_month, spelling)
        )
    ) as label
from run
where length > 1
order by months desc, is_open desc, series, series_id, start_month
limit 20
