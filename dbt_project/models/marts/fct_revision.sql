with

history as (

    select * from {{ ref('fct_cell_history') }}

),

revised as (

    select
        cell_id,
        {{ whole_cell_columns(also=['is_limit']) }},
        arg_min(value, vintage_no) as first_value,
        arg_min(known_from, vintage_no) as first_known_from,
        arg_min(article_id, vintage_no) as first_article_id,
        arg_max(value, vintage_no) as latest_value,
        arg_max(known_from, vintage_no) as latest_known_from,
        arg_max(article_id, vintage_no) as latest_article_id,
        count(*) as vintage_count,
        list(
            struct_pack(value := value, known_from := known_from, article_id := article_id) order by vintage_no
        ) filter (where vintage_no > 1) as later_values
    from history
    group by all
    having bool_or(is_revision)

),

final as (

    select
        *,
        latest_value - first_value as revision,
        -- A percentage is revised by percentage points, not by a percentage of itself.
        case
            when unit not in ('percent', 'percentage_point')
                then 100 * (latest_value - first_value) / nullif(abs(first_value), 0)
        end as revision_percent
    from revised

)

select * from final
