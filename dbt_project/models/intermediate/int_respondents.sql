with

possible_bases as (

    select
        *,
        -- A share that is rounded twice, 20.749 to 20.75 to 20.8, moves by half a unit of the digit in between.
        coalesce((bounds.upper - bounds.lower) / 20, 0) as rounding_slack
    from {{ ref('int_possible_base') }}

),

possible_sizes as (

    select
        *,
        unnest(generate_series(least_size, most_size)) as size
    from possible_bases

),

-- For each size that the base can have, the whole numbers of respondents whose share rounds to the print, and the
-- number that comes nearest to it.
candidates as (

    select
        *,
        ceil((bounds.lower - rounding_slack) / 100 * size - 1e-9) as least_count,
        floor((bounds.upper + rounding_slack) / 100 * size + if(bounds.upper_closed, 1e-9, -1e-9)) as most_count,
        round(value / 100 * size) / size * 100 as nearest_share
    from possible_sizes

),

counts as (

    select
        statement_id,
        candidate_id,
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
            'rounding_slack', 'least_size', 'most_size'], 'possible_bases') }},
        coalesce(counts.feasible_sizes, []) as feasible_sizes,
        counts.least_count,
        counts.most_count,
        counts.nearest_share,
        -- The share that sizes its own base is no evidence of it.
        if(
            possible_bases.size_statement_id is null, [], [possible_bases.size_statement_id]
        ) as size_statement_ids
    from possible_bases
    left join counts on {{ same('possible_bases', 'counts', ['statement_id', 'candidate_id']) }}

)

select * from final
