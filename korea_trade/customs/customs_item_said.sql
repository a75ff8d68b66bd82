-- What office and press say of each ministry item with a definition, as the marts of the release have it.
select
    'office' as said_by,
    month,
    flow,
    item_id,
    value_usd as value_said_usd,
    definition
from marts.fct_observed_month
semi join customs_item using (item_id)
where subject_kind = 'item'
union all
select
    'press' as said_by,
    month,
    flow,
    item_id,
    value_usd as value_said_usd,
    'ministry_items' as definition
from marts.fct_item_month_latest
semi join customs_item using (item_id)
where value_usd is not null
