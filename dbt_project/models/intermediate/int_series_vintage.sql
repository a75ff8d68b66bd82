{% set cell = official_columns(also=['covers']) %}

with

delivered as (

    select
        *,
        case when status in ('ten_days', 'twenty_days') then status else 'month' end as covers,
        hash({{ cell }}) as cell_hash
    from {{ ref('stg_observed') }}

),

delivered_again as (

    select cell_hash from delivered
    group by cell_hash
    having count(*) > 1

),

-- Files of one day hold one figure, each rounded in its way: the finest speaks.
prints as (

    select
        {{ cell }},
        list(
            struct_pack(
                known_from := delivered.known_from,
                value_usd := delivered.value_usd,
                rounded_to_usd := delivered.rounded_to_usd,
                source_file := delivered.source_file,
                source_line := delivered.source_line
            )
            order by delivered.known_from, delivered.rounded_to_usd, delivered.source_file, delivered.source_line
        ) as prints
    from delivered
    semi join delivered_again on delivered.cell_hash = delivered_again.cell_hash
    group by all

),

histories as (

    select
        {{ cell }},
        unnest({{ history('prints') }}) as kept -- noqa: PRS
    from prints

),

vintages_again as (

    select
        {{ cell }},
        struct_extract(kept, 'figure_no') as figure_no,
        struct_extract(struct_extract(kept, 'figure'), 'known_from') as known_from,
        struct_extract(struct_extract(kept, 'figure'), 'value_usd') as value_usd,
        struct_extract(struct_extract(kept, 'figure'), 'source_file') as source_file,
        struct_extract(struct_extract(kept, 'figure'), 'source_line') as source_line
    from histories

),

placed as (

    select
        *,
        row_number() over by_day as vintage_no,
        lag(figure_no) over by_day as figure_before_no,
        lead(known_from) over by_day as known_until,
        last_value(value_usd) over (
            partition by {{ cell }}, figure_no
            order by known_from
            rows between unbounded preceding and unbounded following
        ) as finest_usd
    from vintages_again
    window by_day as (
        partition by {{ cell }}
        order by known_from
    )

),

-- Most figures are delivered once: they have no history, and cost no time.
vintages as (

    select
        delivered.*,
        1::bigint as vintage_no,
        1::bigint as figure_no,
        'first' as change,
        null::date as known_until,
        delivered.value_usd as finest_usd
    from delivered
    anti join delivered_again on delivered.cell_hash = delivered_again.cell_hash
    union all
    select
        delivered.*,
        placed.vintage_no,
        placed.figure_no,
        case placed.figure_before_no
            when placed.figure_no then 'refined'
            when placed.figure_no - 1 then 'revised'
            else 'first'
        end as change,
        placed.known_until,
        placed.finest_usd
    from delivered
    inner join placed
        on
            {{ same_subject('delivered', 'placed', ['month', 'definition', 'covers']) }}
            and {{ same('delivered', 'placed', ['source_file', 'source_line']) }}

),

final as (

    select
        {{ cell }},
        vintage_no,
        figure_no,
        change,
        item_id,
        partner_id,
        known_from,
        known_from_basis,
        known_until,
        status,
        value_usd,
        finest_usd,
        value_usd - rounded_to_usd / 2 as lower_bound,
        value_usd + rounded_to_usd / 2 as upper_bound,
        source,
        source_file,
        source_line
    from vintages

)

select * from final
