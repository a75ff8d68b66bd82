with

figures as (

    select * from {{ ref('int_figure') }}
    where theme = 'breadth' and definition is null

),

populations as (

    select * from {{ ref('stg_populations') }}

),

members as (

    select * from {{ ref('int_breadth_member') }}

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}
    where condition = 'growth'

),

counts as (

    select
        figures.*,
        populations.parent_id,
        populations.size as listed_size
    from figures
    left join populations on figures.population_id = populations.population_id

),

-- Members that the article itself knows to have moved as the count says, or not to have.
known_members as (

    select
        counts.statement_id,
        evidence.subject_id,
        any_value(evidence.direction) = counts.counted_direction as is_alike,
        list(evidence.statement_id) as statement_ids
    from counts
    inner join members on counts.parent_id = members.population_id
    inner join evidence
        on
            members.subject_kind = evidence.subject_kind
            and members.subject_id = evidence.subject_id
            and counts.flow = evidence.flow
            and counts.first_day = evidence.month
            and counts.article_id = evidence.article_id
    where counts.frequency = 'month'
    group by counts.statement_id, counts.counted_direction, evidence.subject_id
    having count(distinct evidence.direction) = 1

),

named as (

    select
        statement_id,
        {% for side, rows in [('alike', 'is_alike'), ('others', 'not is_alike')] -%}
        count_if({{ rows }}) as {{ side }},
        coalesce(list_sort(list_distinct(flatten(list(statement_ids) filter ({{ rows }})))), []) as {{ side }}_ids
        {%- if not loop.last %},
        {% endif %}
        {%- endfor %}
    from known_members
    group by statement_id

),

-- Members that rose, fell or did not move.
member_counts as (

    select
        counts.*,
        named.alike,
        named.alike_ids,
        named.others,
        named.others_ids
    from counts
    left join named on counts.statement_id = named.statement_id
    where counts.counted_direction is not null

),

-- How many there are: as the article says, else as the universe is listed.
sized_counts as (

    select
        member_counts.*,
        coalesce(sizes.value, member_counts.listed_size) as size,
        if(sizes.statement_id is null, [], [sizes.statement_id]) as size_ids
    from member_counts
    left join counts as sizes
        on
            member_counts.article_id = sizes.article_id
            and member_counts.population_id = sizes.population_id
            and member_counts.period = sizes.period
            and sizes.measure = 'universe_size'

),

final as (

    {% for identity, counts, left, left_ids, right, right_ids in [
        ('breadth_against_members', 'member_counts', 'alike', 'alike_ids', 'value', '[statement_id]'),
        ('breadth_against_fallers', 'sized_counts', 'others', 'others_ids', 'size - value',
            'list_concat(size_ids, [statement_id])'),
        ('breadth_within_universe', 'sized_counts', 'value', '[statement_id]', 'size', 'size_ids'),
    ] -%}
    select
        '{{ identity }}' as identity_id,
        'used' as version,
        {{ cell_columns() }},
        {{ left }}::double as left_value,
        {{ interval_point(left) }} as left_bounds,
        {{ left_ids }} as left_statement_ids,
        ({{ right }})::double as right_value,
        {{ interval_point(right) }} as right_bounds,
        {{ right_ids }} as right_statement_ids
    from {{ counts }}
    where {{ left }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from final
