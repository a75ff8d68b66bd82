{% set distance = '(abs(nearest_share - value), statement_id)' %}

with

answers as (

    select * from {{ ref('int_answer_base') }}

),

-- Right is the share of a whole number of respondents that comes nearest, as it may be rounded twice; without the size
-- of the base, or where the text leaves the base open, there is none.
single_answers as (

    select
        'used' as version,
        flow,
        subject_kind,
        subject_id,
        period,
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        nearest_share as right_value,
        if(
            reason is null,
            {{ interval('nearest_share - rounding_slack', 'nearest_share + rounding_slack') }},
            null
        ) as right_bounds,
        size_statement_ids as right_statement_ids,
        reason,
        null::varchar as fitting_base_id
    from answers
    where reason is not null or len(feasible_sizes) > 0

),

-- What the text says of a base that one part of it fits instead is wrong once, however many shares show it. That which
-- is furthest off speaks.
misnamed_bases as (

    select
        'used' as version,
        any_value(flow) as flow,
        'population' as subject_kind,
        base_id as subject_id,
        arg_max(period, {{ distance }}) as period,
        arg_max(value, {{ distance }}) as left_value,
        arg_max(bounds, {{ distance }}) as left_bounds,
        list_sort(list(statement_id)) as left_statement_ids,
        arg_max(nearest_share, {{ distance }}) as right_value,
        arg_max({{ interval_point('nearest_share') }}, {{ distance }}) as right_bounds,
        list_distinct(flatten(list(list_concat(size_statement_ids, fitting_statement_ids)))) as right_statement_ids,
        null::varchar as reason,
        fitting_base_id
    from answers
    where reason is null and len(feasible_sizes) = 0
    group by article_id, base_id, fitting_base_id

),

comparisons as (

    select * from single_answers
    union all
    select * from misnamed_bases

),

final as (

    select
        'share_of_respondents' as identity_id,
        *,
        'answer_share' as measure,
        'percent' as unit
    from comparisons

)

select * from final
