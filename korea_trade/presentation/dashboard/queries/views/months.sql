create temp macro month_name(month) as strftime(month, '%B %Y');

-- The last five years that anything is known of.
create temp macro is_recent(month) as month > (
    select max(known.month) - interval 60 month from fct_month_known as known where known.value_usd is not null
);
