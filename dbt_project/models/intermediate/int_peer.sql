with

items as (

    select * from {{ ref('stg_items') }}

),

partners as (

    select * from {{ ref('stg_partners') }}

),

provinces as (

    select * from {{ ref('stg_provinces') }}

),

firm_groups as (

    select * from {{ ref('stg_firm_groups') }}

),

survey_options as (

    select * from {{ ref('stg_survey_options') }}

),

regions as (

    select distinct region_id from provinces
    where region_id is not null

),

-- Groups of items, blocs and regions are no peers of what may be their members; articles compare trading firms with the
-- groups they are made up of.
final as (

    select
        'item' as subject_kind,
        item_id as subject_id,
        scheme as peer_group
    from items
    where not is_group
    union all
    select
        'partner' as subject_kind,
        partner_id as subject_id,
        partner_kind as peer_group
    from partners
    union all
    select
        'province' as subject_kind,
        province_id as subject_id,
        'provinces' as peer_group
    from provinces
    where province_id not in (select regions.region_id from regions)
    union all
    select
        'firm_group' as subject_kind,
        firm_group_id as subject_id,
        'trading_firms' as peer_group
    from firm_groups
    where firm_group_id = 'trading_firms' or (parent_id = 'trading_firms' and adds_to_parent is null)
    union all
    select
        'survey_option' as subject_kind,
        option_id as subject_id,
        question_id as peer_group
    from survey_options

)

select * from final
