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
        counted_bases.value::bigint as size
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
        ceil(defining.bounds.lower / 100 * stated_sizes.size - 1e-9)::bigint as least_size,
        floor(defining.bounds.upper / 100 * stated_sizes.size + 1e-9)::bigint as most_size,
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

final as (

    select
        {{ column_list(['statement_id', 'article_id', 'flow', 'subject_kind', 'subject_id', 'period', 'frequency',
            'first_day', 'last_day', 'base_id', 'base_certainty', 'candidate_id', 'is_named', 'value', 'bounds'], 'bases') }},
        sizes.least_size,
        sizes.most_size,
        sizes.size_statement_id
    from bases
    left join sizes on {{ same('bases', 'sizes', ['statement_id', 'candidate_id']) }}

)

select * from final
