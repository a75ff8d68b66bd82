with

-- Kept, for the numbers have to be the same wherever they are read.
comparisons as materialized (

    select
        *,
        row_number() over () as comparison_no
    from {{ ref('int_comparison') }}

),

identities as (

    select * from {{ ref('dim_identity') }}

),

reviewed as (

    select * from {{ ref('stg_reviewed_contradictions') }}

),

statements as (

    select * from {{ ref('int_statement') }}

),

sides as (

    select
        comparison_no,
        unnest(list_concat(left_statement_ids, right_statement_ids)) as statement_id
    from comparisons

),

-- The articles behind a comparison, and whether one of its figures is corrected.
witnesses as (

    select
        sides.comparison_no,
        list_sort(list_distinct(list(statements.statement_id))) as statement_ids,
        list_sort(list_distinct(list(statements.article_id))) as article_ids,
        max(statements.known_from) as known_from,
        max(statements.known_order) as known_order,
        bool_or(statements.is_corrected) as is_corrected
    from sides
    inner join statements on sides.statement_id = statements.statement_id
    group by sides.comparison_no

),

-- What is compared once with the figures as they are used is compared with them as printed where a correction differs.
relevant as (

    select
        comparisons.*,
        witnesses.statement_ids,
        witnesses.article_ids,
        witnesses.known_from,
        witnesses.known_order
    from comparisons
    inner join witnesses on comparisons.comparison_no = witnesses.comparison_no
    where comparisons.version = 'used' or witnesses.is_corrected

),

-- Numbers that can be on neither side of the other's interval.
measured as (

    select
        *,
        relevant.left_bounds is not null and relevant.right_bounds is not null as is_testable,
        {{ interval_exceeds('left_bounds', 'right_bounds') }} as left_exceeds,
        {{ interval_exceeds('right_bounds', 'left_bounds') }} as right_exceeds,
        {{ interval_excess('left_bounds', 'right_bounds') }} as left_excess,
        {{ interval_excess('right_bounds', 'left_bounds') }} as right_excess
    from relevant

),

judged as (

    select
        *,
        case relation
            when 'meets' then {{ interval_holds('left_bounds', 'right_value') }}
            when 'at_most' then left_value <= right_value
            when 'at_least' then left_value >= right_value
        end as holds_as_printed,
        (left_exceeds and relation <> 'at_least') or (right_exceeds and relation <> 'at_most') as is_impossible,
        greatest(if(relation <> 'at_least', left_excess, 0), if(relation <> 'at_most', right_excess, 0), 0) as gap
    from measured

),

final as (

    select
        concat_ws(
            '|',
            judged.identity_id,
            judged.period,
            array_to_string(judged.statement_ids, '+'),
            nullif(judged.version, 'used')
        ) as reconciliation_id,
        judged.identity_id,
        judged.version,
        {{ cell_columns('judged') }},
        judged.relation,
        judged.left_value,
        judged.left_bounds.lower as left_lower_bound,
        judged.left_bounds.upper as left_upper_bound,
        judged.right_value,
        judged.right_bounds.lower as right_lower_bound,
        judged.right_bounds.upper as right_upper_bound,
        if(judged.is_testable, judged.gap, null) as gap,
        case
            when not judged.is_testable then 'untestable'
            when judged.is_impossible and identities.is_revisable and len(judged.article_ids) > 1 then 'revision'
            when judged.is_impossible and judged.gap <= judged.slack then 'revision'
            when judged.is_impossible then 'contradicts'
            when judged.holds_as_printed then 'holds'
            else 'within_rounding'
        end as verdict,
        array_to_string(list_sort(judged.left_statement_ids), ', ') as left_statement_ids,
        array_to_string(list_sort(judged.right_statement_ids), ', ') as right_statement_ids,
        array_to_string(judged.statement_ids, ', ') as statement_ids,
        array_to_string(judged.article_ids, ', ') as article_ids,
        judged.known_from,
        judged.known_order
    from judged
    left join identities on judged.identity_id = identities.identity_id
    -- Statements may meet in several ways: each as the claim, or as printed and as used. The furthest apart speaks.
    qualify row_number() over (
        partition by reconciliation_id
        order by judged.is_impossible desc, judged.gap desc, judged.left_statement_ids asc, judged.left_value asc
    ) = 1

)

select
    final.*,
    reviewed.reconciliation_id is not null as is_reviewed,
    reviewed.explanation
from final
left join reviewed on final.reconciliation_id = reviewed.reconciliation_id
