with

respondents as (

    select * from {{ ref('int_respondents') }}

),

-- Right is the share of a whole number of respondents that comes nearest; without the size of the base there is none.
final as (

    select
        'share_of_respondents' as identity_id,
        'used' as version,
        flow,
        subject_kind,
        subject_id,
        'answer_share' as measure,
        'percent' as unit,
        period,
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        nearest_share as right_value,
        -- What is inferred about the base contradicts nobody.
        if(
            least_count is not null or base_certainty = 'stated',
            {{ interval_point('nearest_share') }},
            null
        ) as right_bounds,
        size_statement_ids as right_statement_ids
    from respondents

)

select * from final
