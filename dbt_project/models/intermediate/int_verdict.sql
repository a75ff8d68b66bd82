with

-- Kept, for the numbers have to be the same wherever they are read.
comparisons as materialized (

    select
        *,
        row_number() over () as comparison_no
    from {{ ref('int_comparison') }}

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
        min(statements.known_from) as first_known_from,
        max(statements.known_from) as known_from,
        max(statements.known_order) as known_order,
        bool_or(statements.is_corrected) as is_corrected
    from sides
    inner join statements on sides.statement_id = statements.statement_id
    group by sides.comparison_no

),

-- What is compared once with the figures as they are used is compared with them as printed where a correction differs,
-- within the article: to others the correction speaks.
relevant as (

    select
        comparisons.*,
        witnesses.statement_ids,
        witnesses.article_ids,
        witnesses.known_from,
        witnesses.known_order,
        witnesses.first_known_from < witnesses.known_from as is_of_two_days
    from comparisons
    inner join witnesses on comparisons.comparison_no = witnesses.comparison_no
    where comparisons.version = 'used' or (witnesses.is_corrected and len(witnesses.article_ids) = 1)

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

-- What articles of different days may differ by: figures are revised, but not beyond what revisions are, nor to the
-- other sign. Of a difference of two levels nothing says how far it can move.
excused as (

    select
        *,
        is_of_two_days
        and not {{ opposite_signs('left_bounds', 'right_bounds') }}
        and case
            when flow = 'balance' or measure like '%_change' then true
            when unit = 'percent' then gap <= {{ var('largest_revision_percent') }}
            else gap <= {{ var('largest_revision_percent') }} / 100 * greatest(abs(left_value), abs(right_value))
        end as may_be_revised,
        -- A slip that its own article shows is told there, not once more for each other article.
        bool_or(is_impossible and len(article_ids) = 1)
            over (partition by identity_id, version, period, left_statement_ids) as is_told_at_home
    from judged

),

final as (

    select
        concat_ws(
            '|',
            excused.identity_id,
            excused.period,
            array_to_string(excused.statement_ids, '+'),
            nullif(excused.version, 'used')
        ) as reconciliation_id,
        excused.identity_id,
        excused.version,
        {{ cell_columns('excused', ['relation', 'left_value', 'left_bounds', 'right_value', 'right_bounds']) }},
        if(excused.is_testable, excused.gap, null) as gap,
        case
            when not excused.is_testable then 'untestable'
            when excused.is_impossible and excused.is_revisable and excused.may_be_revised then 'revision'
            when excused.is_impossible and excused.gap = 0 and excused.slack >= 0 then 'within_rounding'
            when excused.is_impossible and excused.gap <= excused.slack then 'revision'
            when excused.is_impossible then 'contradicts'
            when excused.holds_as_printed then 'holds'
            else 'within_rounding'
        end as verdict,
        list_sort(excused.left_statement_ids) as left_statement_ids,
        list_sort(excused.right_statement_ids) as right_statement_ids,
        {{ column_list(['reason', 'fitting_base_id', 'statement_ids', 'article_ids', 'known_from', 'known_order'],
            'excused') }}
    from excused
    where not (excused.is_impossible and excused.is_told_at_home and len(excused.article_ids) > 1)
    -- Statements may meet in several ways: each as the claim, or as printed and as used. The furthest apart speaks.
    qualify row_number() over (
        partition by reconciliation_id
        order by excused.is_impossible desc, excused.gap desc, excused.left_statement_ids asc, excused.left_value asc
    ) = 1

)

select * from final
