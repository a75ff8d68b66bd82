with

item_groups as (

    select * from {{ ref('stg_item_groups') }}

),

partner_blocs as (

    select * from {{ ref('stg_partner_blocs') }}

),

-- A member of a member is one too.
nested_items as (

    select
        group_id,
        item_id
    from item_groups
    union
    select
        item_groups.group_id,
        parts.item_id
    from item_groups
    inner join item_groups as parts on item_groups.item_id = parts.group_id

),

final as (

    select
        'item' as subject_kind,
        group_id,
        item_id as subject_id,
        null::date as member_from,
        null::date as member_to
    from nested_items
    union all
    select
        'partner' as subject_kind,
        bloc_id as group_id,
        partner_id as subject_id,
        member_from,
        member_to
    from partner_blocs

)

select * from final
