-- Each ministry item by its declared codes beside what office and press say of it, where both have the month.
with

items_by_codes as (

    select
        month,
        flow,
        code as item_id,
        value_usd as value_by_codes_usd
    from customs_month
    where code_level = 'item' and partner = 'all' and value_usd is not null

),

compared as (

    select
        items_by_codes.*,
        said.* exclude (month, flow, item_id),
        100 * (value_by_codes_usd - value_said_usd) / nullif(value_said_usd, 0) as difference_percent,
        customs_item.tolerance_percent,
        customs_item.source as definition_source
    from items_by_codes
    inner join customs_item_said as said using (month, flow, item_id)
    inner join customs_item using (item_id)

)

select
    *,
    case
        when difference_percent is null then 'untestable'
        when abs(difference_percent) <= tolerance_percent then 'within_tolerance'
        else 'beyond_tolerance'
    end as verdict
from compared
