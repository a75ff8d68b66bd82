with

verdicts as (

    select * from {{ ref('int_verdict') }}

),

reviewed as (

    select * from {{ ref('stg_reviewed_contradictions') }}

),

statements as (

    select
        reconciliation_id,
        verdict,
        unnest(statement_ids) as statement_id
    from verdicts

),

comparisons_of_statement as (

    select
        statement_id,
        count(*) as comparison_count,
        count_if(verdict = 'contradicts') as contradiction_count
    from statements
    group by statement_id

),

-- How many other comparisons the statements of one take part in, the busiest of them; and the one that stands behind
-- most contradictions: what one slip shows in is one finding.
dependents as (

    select
        statements.reconciliation_id,
        max(parts.comparison_count) - 1 as dependent_count,
        arg_max(statements.statement_id, (parts.contradiction_count, statements.statement_id)) as cause_statement_id
    from statements
    inner join comparisons_of_statement as parts on statements.statement_id = parts.statement_id
    group by statements.reconciliation_id

),

-- The claim is printed in steps: as wide as its interval, or one hundredth of it where it is exact.
stepped as (

    select
        *,
        coalesce(nullif(left_bounds.upper - left_bounds.lower, 0), abs(left_value) / 100) as step,
        -- Prints lie so far apart, where the claim is one figure in the middle of what it leaves possible: whole
        -- numbers where that is exact, and none where a side is open or it is no multiple of its step, as a third.
        if(
            len(left_statement_ids) = 1
            and abs(left_bounds.lower + left_bounds.upper - 2 * left_value) <= 1e-6 * step
            and abs(left_value / step - round(left_value / step)) < 1e-6,
            if(left_bounds.upper > left_bounds.lower, step, 1),
            null
        ) as print_step
    from verdicts

),

-- Of those prints the ones that the other side leaves possible, counted in steps.
prints as (

    select
        *,
        ceil(right_bounds.lower / print_step - 0.5 - 1e-9) as least_steps,
        floor(right_bounds.upper / print_step + 0.5 + 1e-9) as most_steps
    from stepped

),

-- What is at stake: how far the sides are apart, how much hangs on the figures, and whether they are a total.
places as (

    select
        prints.reconciliation_id,
        row_number() over (
            order by
                (1 + ln(1 + coalesce(prints.gap / nullif(prints.step, 0), 0)))
                * (1 + ln(1 + dependents.dependent_count))
                * if(prints.subject_kind = 'total', 2, 1) desc,
                prints.reconciliation_id
        ) as importance
    from prints
    inner join dependents on prints.reconciliation_id = dependents.reconciliation_id
    where prints.verdict in ('contradicts', 'revision')

),

final as (

    select
        prints.reconciliation_id,
        prints.identity_id,
        prints.version,
        {{ cell_columns('prints') }},
        prints.relation,
        prints.left_value,
        prints.left_bounds.lower as left_lower_bound,
        prints.left_bounds.upper as left_upper_bound,
        prints.right_value,
        prints.right_bounds.lower as right_lower_bound,
        prints.right_bounds.upper as right_upper_bound,
        prints.gap,
        prints.verdict,
        prints.reason,
        prints.fitting_base_id,
        if(
            prints.verdict in ('contradicts', 'revision') and prints.relation = 'meets'
            and prints.fitting_base_id is null and prints.least_steps = prints.most_steps,
            {{ at_decimals(
                'round', 'prints.least_steps * prints.print_step', known_decimals('0', 'prints.print_step') ~ ' + 1'
            ) }},
            null
        ) as consistent_value,
        places.importance,
        if(prints.verdict = 'contradicts', dependents.cause_statement_id, null) as cause_statement_id,
        array_to_string(prints.left_statement_ids, ', ') as left_statement_ids,
        array_to_string(prints.right_statement_ids, ', ') as right_statement_ids,
        array_to_string(prints.statement_ids, ', ') as statement_ids,
        array_to_string(prints.article_ids, ', ') as article_ids,
        prints.known_from,
        prints.known_order,
        reviewed.reconciliation_id is not null as is_reviewed,
        reviewed.explanation
    from prints
    left join places on prints.reconciliation_id = places.reconciliation_id
    left join dependents on prints.reconciliation_id = dependents.reconciliation_id
    left join reviewed on prints.reconciliation_id = reviewed.reconciliation_id

)

select * from final
