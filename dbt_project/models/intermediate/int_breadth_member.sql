with

items as (

    select * from {{ ref('stg_items') }}

),

item_groups as (

    select * from {{ ref('stg_item_groups') }}

),

partners as (

    select * from {{ ref('stg_partners') }}

),

-- The ministry's items count one by one: neither a group of them nor a part of one is an item of its own.
parts_of_items as (

    select item_groups.item_id
    from item_groups
    inner join items on item_groups.group_id = items.item_id
    where not items.is_group

),

final as (

    select
        'major_items_15' as population_id,
        'item' as subject_kind,
        item_id as subject_id
    from items
    where scheme = 'ministry' and not is_group and item_id not in (select parts_of_items.item_id from parts_of_items)
    union all
    select
        'major_markets_9' as population_id,
        'partner' as subject_kind,
        partner_id as subject_id
    from partners
    where is_major_market

)

select * from final
