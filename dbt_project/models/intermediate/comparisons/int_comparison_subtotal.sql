with

readings as (

    select * from {{ ref('int_reading') }}
    where is_own and base_id is not null

),

item_groups as (

    select * from {{ ref('stg_item_groups') }}

),

provinces as (

    select * from {{ ref('stg_provinces') }}

),

survey_options as (

    select * from {{ ref('stg_survey_options') }}

),

-- What makes up a group, a region or a wider answer.
compositions as (

    select
        'item' as subject_kind,
        group_id as whole_id,
        item_id as part_id
    from item_groups
    union all
    select
        'province' as subject_kind,
        region_id as whole_id,
        province_id as part_id
    from provinces
    where region_id is not null
    union all
    select
        'survey_option' as subject_kind,
        parts.whole_id,
        parts.option_id as part_id
    from survey_options as parts
    inner join survey_options as wholes on parts.whole_id = wholes.option_id
    where wholes.is_sum

),

counted_compositions as (

    select
        *,
        count(*) over (partition by subject_kind, whole_id) as part_count
    from compositions

),

final as (

    select
        'subtotal' as identity_id,
        wholes.version,
        {{ cell_columns('wholes') }},
        any_value(wholes.value) as left_value,
        any_value(wholes.bounds) as left_bounds,
        [wholes.statement_id] as left_statement_ids,
        {{ sum_as_side('right', 'parts') }}
    from readings as wholes
    inner join counted_compositions as members
        on wholes.subject_kind = members.subject_kind and wholes.subject_id = members.whole_id
    inner join readings as parts
        on
            {{ same('wholes', 'parts', ['version', 'article_id', 'measure', 'flow', 'period', 'base_id']) }}
            and members.subject_kind = parts.subject_kind
            and members.part_id = parts.subject_id
    where wholes.measure in ('share', 'answer_share')
    group by wholes.version, {{ cell_columns('wholes') }}, wholes.statement_id
    -- A sum that lacks a part says nothing.
    having count(*) = any_value(members.part_count)

)

select * from final
