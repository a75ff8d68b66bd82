with

readings as (

    select * from {{ ref('int_reading') }}
    where version = 'used' and is_own and measure in ('answer_share', 'respondents')

),

populations as (

    select * from {{ ref('stg_populations') }}

),

answers as (

    select * from readings
    where measure = 'answer_share'

),

counted_bases as (

    select * from readings
    where measure = 'respondents' and subject_kind = 'population' and bounds.lower = bounds.upper

),

-- A survey that comes again asks others: the size of a base is that of the year, or what the article of the share says.
stated_sizes as (

    select
        answers.statement_id,
        counted_bases.value as size
    from answers
    inner join counted_bases
        on answers.base_id = counted_bases.subject_id and {{ of_one_survey('answers', 'counted_bases') }}
    qualify row_number() over (
        partition by answers.statement_id order by {{ nearest_survey('answers', 'counted_bases') }}
    ) = 1

),

-- The size of a part of the respondents follows from the share of those who gave the answer that defines it.
part_sizes as (

    select
        answers.statement_id,
        ceil(defining.bounds.lower / 100 * stated_sizes.size - 1e-9) as least_size,
        floor(defining.bounds.upper / 100 * stated_sizes.size + 1e-9) as most_size,
        defining.statement_id as size_statement_id
    from answers
    inner join populations as parts on answers.base_id = parts.population_id
    inner join answers as defining
        on
            parts.option_id = defining.subject_id
            and parts.parent_id = defining.base_id
            and {{ of_one_survey('answers', 'defining') }}
    inner join stated_sizes on defining.statement_id = stated_sizes.statement_id
    anti join stated_sizes as own_sizes on answers.statement_id = own_sizes.statement_id
    qualify row_number() over (
        partition by answers.statement_id order by {{ nearest_survey('answers', 'defining') }}
    ) = 1

),

sizes as (

    select
        statement_id,
        size as least_size,
        size as most_size,
        null as size_statement_id
    from stated_sizes
    union all
    select * from part_sizes

),

possible_sizes as (

    select
        *,
        unnest(generate_series(least_size::bigint, most_size::bigint)) as size
    from sizes

),

-- For each size that the base can have, the whole numbers of respondents whose share rounds to the print, and the
-- number that comes nearest to it.
candidates as (

    select
        answers.statement_id,
        answers.value,
        base.size_statement_id,
        base.size,
        ceil(answers.bounds.lower / 100 * base.size - 1e-9) as least_count,
        floor(answers.bounds.upper / 100 * base.size + if(answers.bounds.upper_closed, 1e-9, -1e-9)) as most_count,
        round(answers.value / 100 * base.size) / base.size * 100 as nearest_share
    from answers
    inner join possible_sizes as base on answers.statement_id = base.statement_id

),

counts as (

    select
        statement_id,
        any_value(size_statement_id) as size_statement_id,
        min(size) as least_size,
        max(size) as most_size,
        min(least_count) filter (where least_count <= most_count) as least_count,
        max(most_count) filter (where least_count <= most_count) as most_count,
        arg_min(nearest_share, abs(nearest_share - value)) as nearest_share
    from candidates
    group by statement_id

),

final as (

    select
        answers.statement_id,
        answers.article_id,
        answers.flow,
        answers.subject_kind,
        answers.subject_id,
        answers.period,
        answers.frequency,
        answers.first_day,
        answers.last_day,
        answers.base_id,
        answers.base_certainty,
        answers.value,
        answers.bounds,
        counts.least_size,
        counts.most_size,
        counts.least_count,
        counts.most_count,
        counts.nearest_share,
        -- The share that sizes its own base is no evidence of it.
        if(counts.size_statement_id is null, [], [counts.size_statement_id]) as size_statement_ids
    from answers
    left join counts on answers.statement_id = counts.statement_id

)

select * from final
