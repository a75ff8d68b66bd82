{% set days = ['frequency', 'first_day', 'last_day'] %}

with

figures as (

    select * from {{ ref('int_figure') }}
    where not is_limit and definition is null

),

interests as (

    select * from {{ ref('int_interest') }}

),

-- Figures as they are used, with the corrections, and once more as they were printed.
versions as (

    select
        *,
        'used' as version,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from figures
    union all
    select
        * replace (printed_value as value),
        'printed' as version,
        {{ interval(
            'printed_lower_bound', 'printed_upper_bound', 'is_corrected or lower_closed', 'is_corrected or upper_closed',
        ) }} as bounds
    from figures

),

-- The finest print of an article speaks for the cell.
prints as materialized (

    select
        *,
        dense_rank() over (order by version, {{ whole_cell_columns(also=days) }}) as cell_no
    from versions
    qualify row_number() over (
        partition by version, article_id, {{ whole_cell_columns(also=days) }}
        order by bounds.upper - bounds.lower, is_repeat, paragraph, sentence, statement_id
    ) = 1

),

cells as (

    select distinct
        cell_no,
        {{ column_list(['measure', 'flow', 'subject_kind', 'subject_id', 'first_day']) }}
    from prints

),

-- Of what an article speaks of and does not print, the cells that another one prints.
wanted_cells as (

    select distinct
        interests.reader_id,
        interests.known_order,
        cells.cell_no
    from interests
    inner join cells
        on
            {{ same('interests', 'cells', ['subject_kind', 'first_day']) }}
            and (
                interests.subject_id = cells.subject_id
                or (interests.subject_id is null and {{ same('interests', 'cells', ['measure', 'flow']) }})
            )

),

foreign_cells as (

    select wanted_cells.*
    from wanted_cells
    anti join prints
        on wanted_cells.reader_id = prints.article_id and wanted_cells.cell_no = prints.cell_no

),

-- What the reader of an article knows of a cell: what it prints, else what the article known last before it printed,
-- else what the next one printed.
known_before as (

    select
        foreign_cells.*,
        prints.known_order as print_order
    from foreign_cells
    asof left join prints
        on foreign_cells.cell_no = prints.cell_no and foreign_cells.known_order >= prints.known_order

),

known_at_last as (

    select
        known_before.reader_id,
        known_before.cell_no,
        coalesce(known_before.print_order, prints.known_order) as print_order
    from known_before
    asof left join prints
        on known_before.cell_no = prints.cell_no and known_before.known_order <= prints.known_order

),

readings as (

    select
        article_id as reader_id,
        true as is_own,
        *
    from prints
    union all
    select
        known_at_last.reader_id,
        false as is_own,
        prints.*
    from known_at_last
    inner join prints on known_at_last.cell_no = prints.cell_no and known_at_last.print_order = prints.known_order

),

final as (

    select
        version,
        reader_id,
        is_own,
        article_id,
        known_from,
        known_order,
        {{ whole_cell_columns(also=days) }},
        reference_first_day,
        base_certainty,
        statement_id,
        is_corrected,
        value,
        bounds
    from readings

)

select * from final
