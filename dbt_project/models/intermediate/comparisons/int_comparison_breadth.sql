with

counts as (

    select
        *,
        {{ interval_point('size') }} as size_bounds,
        {{ interval_point('alike') }} as alike_bounds,
        {{ interval_point('others') }} as others_bounds,
        size - value as rest,
        list_concat(size_ids, [statement_id]) as rest_ids
    from {{ ref('int_breadth_count') }}

),

rests as (

    select
        *,
        {{ interval_difference('size_bounds', 'bounds') }} as rest_bounds
    from counts

),

-- Those that rose, those that fell and those that did not move are together no more than there are.
all_counts as (

    select
        article_id,
        population_id,
        {{ cell_columns() }},
        counted_direction,
        min(value) as value,
        arg_min(bounds, (value, statement_id)) as bounds,
        arg_min(statement_id, (value, statement_id)) as statement_id,
        any_value(size) as size,
        any_value(size_ids) as size_ids
    from counts
    group by article_id, population_id, {{ cell_columns() }}, counted_direction

),

whole_universes as (

    select
        {{ cell_columns() }},
        {{ sum_as_side('left', 'all_counts') }},
        any_value(size) as size,
        any_value(size_ids) as size_ids
    from all_counts
    group by article_id, population_id, {{ cell_columns() }}

),

final as (

    {% for identity, left, right in [
        ('breadth_against_members', 'alike', ['value', 'bounds', '[statement_id]']),
        ('breadth_against_fallers', 'others', ['rest', 'rest_bounds', 'rest_ids']),
    ] -%}
    select
        '{{ identity }}' as identity_id,
        'used' as version,
        {{ cell_columns() }},
        {{ left }}::double as left_value,
        {{ left }}_bounds as left_bounds,
        {{ left }}_ids as left_statement_ids,
        {{ right[0] }}::double as right_value,
        {{ right[1] }} as right_bounds,
        {{ right[2] }} as right_statement_ids
    from rests
    where {{ left }} is not null
    union all
    {% endfor -%}
    select
        'breadth_within_universe' as identity_id,
        'used' as version,
        {{ cell_columns() }},
        left_value,
        left_bounds,
        left_statement_ids,
        size::double as right_value,
        {{ interval_point('size') }} as right_bounds,
        size_ids as right_statement_ids
    from whole_universes

)

select * from final
