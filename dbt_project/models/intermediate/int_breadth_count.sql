with

figures as (

    select * from {{ ref('int_figure') }}
    where theme = 'breadth' and definition is null

),

statements as (

    select * from {{ ref('int_fact') }}
    where measure in ('yoy', 'yoy_change') and frequency <> 'month'

),

populations as (

    select * from {{ ref('stg_populations') }}

),

members as (

    select * from {{ ref('int_breadth_member') }}

),

months as (

    select * from {{ ref('int_direction_evidence') }}
    where condition = 'growth'

),

-- How an article has its subjects move: in a month also by a run or a word, over a longer time by a rate or a word.
evidence as (

    select
        article_id,
        flow,
        subject_kind,
        subject_id,
        month as first_day,
        last_day(month) as last_day,
        direction,
        statement_id
    from months
    union all
    select
        article_id,
        flow,
        subject_kind,
        subject_id,
        first_day,
        last_day,
        sign(value)::bigint as direction,
        statement_id
    from statements

),

-- How many there are: as the article says, else as the universe is listed.
sizes as (

    select
        article_id,
        population_id,
        flow,
        period,
        min(value) as size,
        arg_min(statement_id, (value, statement_id)) as statement_id
    from figures
    where measure = 'universe_size'
    group by article_id, population_id, flow, period

),

-- Members that rose, fell or did not move; a number that has an open side is at least, or at most, as high.
counts as (

    select
        figures.*,
        coalesce(sizes.size, populations.size)::bigint as size,
        if(sizes.statement_id is null, [], [sizes.statement_id]) as size_ids,
        {{ interval('figures.lower_bound', 'figures.upper_bound', 'figures.lower_closed', 'figures.upper_closed') }}
            as bounds
    from figures
    left join populations on figures.population_id = populations.population_id
    left join sizes on {{ same('figures', 'sizes', ['article_id', 'population_id', 'flow', 'period']) }}
    where figures.counted_direction is not null

),

-- Members that the article itself knows to have moved as the count says, or not to have.
known_members as (

    select
        counts.statement_id,
        evidence.subject_id,
        any_value(evidence.direction) = counts.counted_direction as is_alike,
        list(evidence.statement_id) as statement_ids
    from counts
    inner join members on counts.population_id = members.population_id
    inner join evidence
        on
            {{ same('members', 'evidence', ['subject_kind', 'subject_id']) }}
            and {{ same('counts', 'evidence', ['article_id', 'flow', 'first_day', 'last_day']) }}
    group by counts.statement_id, counts.counted_direction, evidence.subject_id
    having count(distinct evidence.direction) = 1

),

named as (

    select
        statement_id,
        {% for side, rows in [('alike', 'is_alike'), ('others', 'not is_alike')] -%}
        count_if({{ rows }})::bigint as {{ side }},
        coalesce(list_sort(list_distinct(flatten(list(statement_ids) filter ({{ rows }})))), []) as {{ side }}_ids
        {%- if not loop.last %},
        {% endif %}
        {%- endfor %}
    from known_members
    group by statement_id

),

final as (

    select
        counts.statement_id,
        counts.article_id,
        counts.population_id,
        {{ cell_columns('counts', ['counted_direction', 'value', 'bounds']) }},
        counts.size,
        counts.size_ids,
        {% for side in ['alike', 'others'] -%}
        named.{{ side }},
        coalesce(named.{{ side }}_ids, []) as {{ side }}_ids
        {%- if not loop.last %},
        {% endif %}
        {%- endfor %}
    from counts
    left join named on counts.statement_id = named.statement_id

)

select * from final
