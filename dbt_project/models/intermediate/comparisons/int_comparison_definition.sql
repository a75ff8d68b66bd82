with

figures as (

    select * from {{ ref('int_figure') }}
    where not is_limit

),

firm_groups as (

    select * from {{ ref('stg_firm_groups') }}

),

-- Firms that join or leave a group, and those that join or leave the group that it is a part of.
nested_flows as (

    select
        parts.firm_group_id as part_id,
        wholes.firm_group_id as whole_id
    from firm_groups as parts
    inner join firm_groups as parents on parts.parent_id = parents.firm_group_id
    inner join firm_groups as wholes
        on parents.parent_id = wholes.parent_id and parts.adds_to_parent = wholes.adds_to_parent

),

pairs as (

    select
        figures.*,
        others.statement_id as other_id,
        others.subject_id as other_subject,
        others.definition as other_definition,
        figures.lower_bound <= others.upper_bound and others.lower_bound <= figures.upper_bound as is_one_number,
        others.upper_bound - others.lower_bound as other_width
    from figures
    inner join nested_flows on figures.subject_id = nested_flows.part_id
    inner join figures as others
        on
            {{ same('figures', 'others', ['article_id', 'measure', 'unit', 'flow', 'period', 'subject_kind']) }}
            and nested_flows.whole_id = others.subject_id
    where figures.subject_kind = 'firm_group' and figures.measure = 'firms'
    union all
    -- Of a coarse number two definitions may well leave the same digits.
    select
        figures.*,
        others.statement_id as other_id,
        others.subject_id as other_subject,
        others.definition as other_definition,
        figures.value = others.value as is_one_number,
        others.upper_bound - others.lower_bound as other_width
    from figures
    inner join figures as others
        on
            {{ same_subject('figures', 'others', ['article_id', 'measure', 'unit', 'period']) }}
            and coalesce(figures.definition, '') < coalesce(others.definition, '')
    where figures.upper_bound - figures.lower_bound < abs(figures.value) / 1000

),

-- The finest print of the other number speaks.
final as (

    select
        'one_definition' as identity_id,
        'used' as version,
        {{ cell_columns('pairs') }},
        if(is_one_number, 2, 1)::double as left_value,
        {{ interval_point('if(is_one_number, 2, 1)') }} as left_bounds,
        [statement_id] as left_statement_ids,
        1::double as right_value,
        {{ interval_point('1') }} as right_bounds,
        [other_id] as right_statement_ids
    from pairs
    qualify row_number() over (
        partition by statement_id, other_subject, other_definition
        order by other_width, other_id
    ) = 1

)

select * from final
