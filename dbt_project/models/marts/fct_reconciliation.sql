{# What each model asks of the two sides of its comparisons, and by how much the right side may have moved since. #}
{% set sources = {
    'int_comparison_agreement': ("'meets'", 'null::double'),
    'int_comparison_bound': ("'meets'", 'null::double'),
    'int_comparison_breadth': ("'at_most'", 'null::double'),
    'int_comparison_level': ("'meets'", 'null::double'),
    'int_comparison_rank': ('relation', 'null::double'),
    'int_comparison_series': ("'meets'", 'slack'),
    'int_comparison_share': ('relation', 'null::double'),
    'int_comparison_streak': ("'meets'", 'null::double'),
} %}

with

{% for model in sources %}
{{ model | replace('int_comparison_', '') }}_comparisons as (

    select * from {{ ref(model) }}

),
{% endfor %}

identities as (

    select * from {{ ref('stg_identities') }}

),

reviewed as (

    select * from {{ ref('stg_reviewed_contradictions') }}

),

statements as (

    select * from {{ ref('int_statement') }}

),

comparisons as (

    {% for model, (relation, slack) in sources.items() -%}
    select
        identity_id,
        {{ relation }} as relation,
        version,
        flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        left_value,
        left_bounds,
        right_value,
        right_bounds,
        coalesce(left_statement_ids, []) as left_statement_ids,
        coalesce(right_statement_ids, []) as right_statement_ids,
        {{ slack }} as slack
    from {{ model | replace('int_comparison_', '') }}_comparisons
    {% if not loop.last %}union all by name{% endif %}
    {% endfor %}

),

numbered as (

    select
        *,
        row_number() over () as comparison_no
    from comparisons

),

-- The articles behind a comparison, and whether one of its figures is corrected.
witnesses as (

    select
        numbered.comparison_no,
        list_sort(list_distinct(list(statements.statement_id))) as statement_ids,
        list_sort(list_distinct(list(statements.article_id))) as article_ids,
        max(statements.known_from) as known_from,
        max(statements.known_order) as known_order,
        bool_or(statements.is_corrected) as is_corrected
    from numbered
    inner join statements
        on
            list_contains(
                list_concat(numbered.left_statement_ids, numbered.right_statement_ids), statements.statement_id
            )
    group by numbered.comparison_no

),

-- What is compared once with the figures as they are used is compared with them as printed where a correction differs.
relevant as (

    select
        numbered.*,
        witnesses.statement_ids,
        witnesses.article_ids,
        witnesses.known_from,
        witnesses.known_order
    from numbered
    inner join witnesses on numbered.comparison_no = witnesses.comparison_no
    where numbered.version = 'used' or witnesses.is_corrected

),

-- Numbers that can be on neither side of the other's interval.
judged as (

    select
        *,
        relevant.left_bounds is not null and relevant.right_bounds is not null as is_testable,
        {{ interval_exceeds('left_bounds', 'right_bounds') }} as left_exceeds,
        {{ interval_exceeds('right_bounds', 'left_bounds') }} as right_exceeds,
        case relevant.relation
            when 'meets' then {{ interval_holds('left_bounds', 'right_value') }}
            when 'at_most' then relevant.left_value <= relevant.right_value
            when 'at_least' then relevant.left_value >= relevant.right_value
        end as holds_as_printed,
        case relevant.relation
            when 'meets' then left_exceeds or right_exceeds
            when 'at_most' then left_exceeds
            when 'at_least' then right_exceeds
        end as is_impossible,
        greatest(
            if(
                relevant.relation <> 'at_least',
                {{ interval_excess('left_bounds', 'right_bounds') }},
                '-infinity'::double
            ),
            if(
                relevant.relation <> 'at_most',
                {{ interval_excess('right_bounds', 'left_bounds') }},
                '-infinity'::double
            ),
            0
        ) as gap
    from relevant

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
        judged.flow,
        judged.subject_kind,
        judged.subject_id,
        judged.measure,
        judged.period,
        judged.unit,
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

)

select
    final.*,
    reviewed.reconciliation_id is not null as is_reviewed,
    reviewed.explanation
from final
left join reviewed on final.reconciliation_id = reviewed.reconciliation_id
