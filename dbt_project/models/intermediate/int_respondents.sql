with

readings as (

    select * from {{ ref('int_reading') }}
    where version = 'used' and is_own and measure in ('answer_share', 'respondents')

),

populations as (

    select * from {{ ref('stg_populations') }}

),

answers as (

    select
        *,
        -- A share that is rounded twice, 20.749 to 20.75 to 20.8, moves by half a unit of the digit in between.
        coalesce((bounds.upper - bounds.lower) / 20, 0) as rounding_slack
    from readings
    where measure = 'answer_share'

),

counted_bases as (

    select * from readings
    where measure = 'respondents' and subject_kind = 'population' and bounds.lower = bounds.upper

),

-- A share may be of the base that the text names, or of a declared part of it, but for the part that it defines.
bases as (

    select
        answers.*,
        base_id as candidate_id,
        true as is_named
    from answers
    union all
    select
        answers.*,
        populations.population_id as candidate_id,
        false as is_named
    from answers
    inner join populations
        on
            answers.base_id = populations.parent_id
            and populations.option_id is distinct from answers.subject_id

),

-- A survey that comes again asks others: the size of a base is that of the year, or what the article of the share says.
stated_sizes as (

    select
        bases.statement_id,
        bases.candidate_id,
        counted_bases.value as size
    from bases
    inner join counted_bases
        on bases.candidate_id = counted_bases.subject_id and {{ of_one_survey('bases', 'counted_bases') }}
    qualify row_number() over (
        partition by bases.statement_id, bases.candidate_id order by {{ nearest_survey('bases', 'counted_bases') }}
    ) = 1

),

-- The size of a part of the respondents follows from the share of those who gave the answer that defines it.
part_sizes as (

    select
        bases.statement_id,
        bases.candidate_id,
        ceil(defining.bounds.lower / 100 * stated_sizes.size - 1e-9) as least_size,
        floor(defining.bounds.upper / 100 * stated_sizes.size + 1e-9) as most_size,
        defining.statement_id as size_statement_id
    from bases
    inner join populations as parts on bases.candidate_id = parts.population_id
    inner join answers as defining
        on
            parts.option_id = defining.subject_id
            and parts.parent_id = defining.base_id
            and {{ of_one_survey('bases', 'defining') }}
    inner join stated_sizes
        on defining.statement_id = stated_sizes.statement_id and defining.base_id = stated_sizes.candidate_id
    anti join stated_sizes as own_sizes on {{ same('bases', 'own_sizes', ['statement_id', 'candidate_id']) }}
    qualify row_number() over (
        partition by bases.statement_id, bases.candidate_id order by {{ nearest_survey('bases', 'defining') }}
    ) = 1

),

sizes as (

    select
        statement_id,
        candidate_id,
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
        bases.statement_id,
        bases.candidate_id,
        bases.value,
        possible_sizes.size_statement_id,
        possible_sizes.size,
        ceil((bases.bounds.lower - bases.rounding_slack) / 100 * possible_sizes.size - 1e-9) as least_count,
        floor(
            (bases.bounds.upper + bases.rounding_slack) / 100 * possible_sizes.size
            + if(bases.bounds.upper_closed, 1e-9, -1e-9)
        ) as most_count,
        round(bases.value / 100 * possible_sizes.size) / possible_sizes.size * 100 as nearest_share
    from bases
    inner join possible_sizes on {{ same('bases', 'possible_sizes', ['statement_id', 'candidate_id']) }}

),

counts as (

    select
        statement_id,
        candidate_id,
        any_value(size_statement_id) as size_statement_id,
        min(size) as least_size,
        max(size) as most_size,
        list_sort(list(size) filter (where least_count <= most_count)) as feasible_sizes,
        min(least_count) filter (where least_count <= most_count) as least_count,
        max(most_count) filter (where least_count <= most_count) as most_count,
        arg_min(nearest_share, abs(nearest_share - value)) as nearest_share
    from candidates
    group by statement_id, candidate_id

),

final as (

    select
        {{ column_list(['statement_id', 'article_id', 'flow', 'subject_kind', 'subject_id', 'period', 'frequency',
            'first_day', 'last_day', 'base_id', 'base_certainty', 'candidate_id', 'is_named', 'value', 'bounds',
            'rounding_slack'], 'bases') }},
        counts.least_size,
        counts.most_size,
        coalesce(counts.feasible_sizes, []) as feasible_sizes,
        counts.least_count,
        counts.most_count,
        counts.nearest_share,
        -- The share that sizes its own base is no evidence of it.
        if(counts.size_statement_id is null, [], [counts.size_statement_id]) as size_statement_ids
    from bases
    left join counts on {{ same('bases', 'counts', ['statement_id', 'candidate_id']) }}

)

select * from final
