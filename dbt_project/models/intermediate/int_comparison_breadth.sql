with

figures as (

    select * from {{ ref('int_figure') }}
    where theme = 'breadth' and frequency = 'month'

),

breadth as (

    select * from {{ ref('stg_breadth') }}

),

populations as (

    select * from {{ ref('stg_populations') }}

),

items as (

    select * from {{ ref('stg_items') }}

),

item_groups as (

    select * from {{ ref('stg_item_groups') }}

),

partners as (

    select * from {{ ref('stg_partners') }}

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}
    where condition = 'growth'

),

-- The ministry's items count one by one: neither a group of them nor a part of one is an item of its own.
parts_of_items as (

    select item_groups.item_id
    from item_groups
    inner join items on item_groups.group_id = items.item_id
    where not items.is_group

),

members as (

    select
        'export_items' as parent_id,
        'item' as subject_kind,
        item_id as subject_id
    from items
    where scheme = 'ministry' and not is_group and item_id not in (select parts_of_items.item_id from parts_of_items)
    union all
    select
        'export_markets' as parent_id,
        'partner' as subject_kind,
        partner_id as subject_id
    from partners

),

counts as (

    select
        figures.*,
        breadth.population_id,
        populations.parent_id,
        populations.size
    from figures
    inner join breadth on figures.statement_id = breadth.statement_id
    left join populations on breadth.population_id = populations.population_id

),

-- Members that the article itself knows to have risen, or not to have.
known_members as (

    select
        counts.statement_id,
        evidence.subject_id,
        any_value(evidence.direction) as direction,
        list(evidence.statement_id) as statement_ids
    from counts
    inner join members on counts.parent_id = members.parent_id
    inner join evidence
        on
            members.subject_kind = evidence.subject_kind
            and members.subject_id = evidence.subject_id
            and counts.flow = evidence.flow
            and counts.first_day = evidence.month
            and counts.article_id = evidence.article_id
    where counts.counted_direction = 1
    group by counts.statement_id, evidence.subject_id
    having count(distinct evidence.direction) = 1

),

named as (

    select
        statement_id,
        count_if(direction = 1) as rising,
        count_if(direction <> 1) as not_rising,
        coalesce(list_distinct(flatten(list(statement_ids) filter (direction = 1))), []) as rising_ids,
        coalesce(list_distinct(flatten(list(statement_ids) filter (direction <> 1))), []) as not_rising_ids
    from known_members
    group by statement_id

),

universes as (

    select
        counts.statement_id,
        coalesce(sizes.value, counts.size) as size,
        if(sizes.statement_id is null, [], [sizes.statement_id]) as size_ids
    from counts
    left join counts as sizes
        on
            counts.article_id = sizes.article_id
            and counts.population_id = sizes.population_id
            and counts.period = sizes.period
            and sizes.measure = 'universe_size'
    where counts.counted_direction = 1

),

compared as (

    select
        'breadth_against_members' as identity_id,
        counts.statement_id,
        named.rising as left_value,
        named.rising_ids as left_statement_ids,
        counts.value as right_value,
        [counts.statement_id] as right_statement_ids
    from counts
    inner join named on counts.statement_id = named.statement_id
    union all
    select
        'breadth_against_fallers' as identity_id,
        counts.statement_id,
        named.not_rising as left_value,
        named.not_rising_ids as left_statement_ids,
        universes.size - counts.value as right_value,
        list_concat(universes.size_ids, [counts.statement_id]) as right_statement_ids
    from counts
    inner join named on counts.statement_id = named.statement_id
    inner join universes on counts.statement_id = universes.statement_id
    union all
    select
        'breadth_within_universe' as identity_id,
        counts.statement_id,
        counts.value as left_value,
        [counts.statement_id] as left_statement_ids,
        universes.size as right_value,
        universes.size_ids as right_statement_ids
    from counts
    inner join universes on counts.statement_id = universes.statement_id

),

final as (

    select
        compared.identity_id,
        'used' as version,
        counts.flow,
        counts.subject_kind,
        counts.subject_id,
        counts.measure,
        counts.unit,
        counts.period,
        compared.left_value,
        {{ interval_point('compared.left_value') }} as left_bounds,
        compared.left_statement_ids,
        compared.right_value,
        {{ interval_point('compared.right_value') }} as right_bounds,
        compared.right_statement_ids
    from compared
    inner join counts on compared.statement_id = counts.statement_id

)

select * from final
