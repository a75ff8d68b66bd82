-- From when to when each source has figures, and how new the last one is.
select
    'Official totals' as what, min(month) as first_month, max(month) as last_month, count(distinct month) as months,
    max(official_known_from) as newest
from fct_month_known where subject_kind = 'total' and official_usd is not null
union all
select 'Official items', min(month), max(month), count(distinct month), max(official_known_from)
from fct_month_known where subject_kind = 'item' and official_usd is not null
union all
select 'Official partners', min(month), max(month), count(distinct month), max(official_known_from)
from fct_month_known where subject_kind = 'partner' and official_usd is not null
union all
select 'Press, by month', min(month), max(month), count(distinct month), (select max(known_from) from dim_article)
from fct_month_known where coalesce(stated_usd, corrected_usd, press_yoy_percent) is not null
