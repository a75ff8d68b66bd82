with

evidence as (

    select * from {{ ref('int_direction_evidence') }}

),

final as (

    select
        series_id,
        flow,
        subject_kind,
        subject_id,
        condition,
        month,
        if(count(distinct direction) = 1, any_value(direction), null) as direction,
        count(distinct direction) > 1 as is_contradictory,
        count(*) as witness_count,
        count_if(direction = 1)::bigint as up_count,
        count_if(direction = 0)::bigint as flat_count,
        count_if(direction = -1)::bigint as down_count,
        {{ joined_ids('[article_id]') }} as article_ids,
        {{ joined_ids('[statement_id]') }} as statement_ids
    from evidence
    group by series_id, flow, subject_kind, subject_id, condition, month

)

select * from final
