with

readings as (

    select * from {{ ref('int_reading') }}
    where version = 'used' and is_own and measure = 'answer_share'

),

populations as (

    select * from {{ ref('stg_populations') }}

),

-- The size of a part of the respondents follows from the share of those who gave the answer that defines it.
part_sizes as (

    select
        parts.population_id,
        ceil(readings.bounds.lower / 100 * wholes.size - 1e-9) as least_size,
        floor(readings.bounds.upper / 100 * wholes.size + 1e-9) as most_size,
        readings.statement_id as size_statement_id
    from populations as parts
    inner join populations as wholes on parts.parent_id = wholes.population_id
    inner join readings on parts.option_id = readings.subject_id and wholes.population_id = readings.base_id
    where parts.size is null and wholes.size is not null

),

sizes as (

    select
        population_id,
        size as least_size,
        size as most_size,
        null as size_statement_id
    from populations
    where size is not null
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
        readings.statement_id,
        readings.value,
        base.size_statement_id,
        base.size,
        ceil(readings.bounds.lower / 100 * base.size - 1e-9) as least_count,
        floor(readings.bounds.upper / 100 * base.size + if(readings.bounds.upper_closed, 1e-9, -1e-9)) as most_count,
        round(readings.value / 100 * base.size) / base.size * 100 as nearest_share
    from readings
    inner join possible_sizes as base on readings.base_id = base.population_id

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
        readings.statement_id,
        readings.article_id,
        readings.flow,
        readings.subject_kind,
        readings.subject_id,
        readings.period,
        readings.frequency,
        readings.first_day,
        readings.last_day,
        readings.base_id,
        readings.base_certainty,
        readings.value,
        readings.bounds,
        counts.least_size,
        counts.most_size,
        counts.least_count,
        counts.most_count,
        counts.nearest_share,
        -- The share that sizes its own base is no evidence of it.
        if(counts.size_statement_id is null, [], [counts.size_statement_id]) as size_statement_ids
    from readings
    left join counts on readings.statement_id = counts.statement_id

)

select * from final
