with

respondents as (

    select * from {{ ref('int_respondents') }}

),

-- How many gave an answer, where the share leaves a whole number.
final as (

    select
        'count_from_share' as derivation_id,
        article_id,
        flow,
        subject_kind,
        subject_id,
        'respondents' as measure,
        'count' as unit,
        period,
        frequency,
        first_day,
        last_day,
        base_id,
        round((least_count + most_count) / 2) as value,
        {{ interval('least_count', 'most_count') }} as bounds,
        list_concat([statement_id], size_statement_ids) as statement_ids
    from respondents
    where is_named and least_count is not null

)

select * from final
