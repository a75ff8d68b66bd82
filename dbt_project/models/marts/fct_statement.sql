with

statements as (

    select * from {{ ref('int_statement') }}

),

final as (

    select
        statement_id,
        article_id,
        article_no,
        paragraph,
        sentence,
        figure,
        printed_value,
        value,
        lower_bound,
        upper_bound,
        unit,
        theme,
        measure,
        flow,
        subject_kind,
        subject_id,
        period,
        frequency,
        first_day,
        last_day,
        reference_period,
        certainty,
        entry,
        modality,
        definition,
        member_of,
        is_repeat,
        is_corrected,
        lower_closed,
        upper_closed,
        repeats,
        sentence_sha256,
        note,
        known_from,
        known_from_basis,
        source_file,
        source_line
    from statements

)

select * from final
