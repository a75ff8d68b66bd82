with

history as (

    select * from {{ ref('fct_cell_history') }}

),

gathered as (

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
        ) filter (where vintage_no > 1) as later_values,
        -- Of ends that are the same number the one that does not belong to its interval is the narrower.
        max((lower_bound, not lower_closed)) filter (where lower_bound is not null) as last_start,
        min((upper_bound, upper_closed)) filter (where upper_bound is not null) as first_end
    from history
    group by all

),

narrowest as (

    select
        *,
        {{ interval('last_start[1]', 'null', 'not last_start[2]') }} as above,
        {{ interval('null', 'first_end[1]', 'true', 'first_end[2]') }} as below
    from gathered

),

-- Two vintages do not meet if the last interval to start does so after the first has ended: the same pairs that
-- fct_reconciliation calls a revision of one cell.
revised as (

    select * exclude (last_start, first_end, above, below) from narrowest
    where {{ interval_exceeds('above', 'below') }}

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
