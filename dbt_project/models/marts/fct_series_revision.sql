with

revisions as (

    select * from {{ ref('int_series_revision') }}

),

-- Of each series, and of all series of its kind together.
of_each as (

    select
        *,
        unnest([subject_id, 'each']) as of_subject
    from revisions

),

final as (

    select
        flow,
        subject_kind,
        of_subject as subject_id,
        definition,
        first_status,
        count(*) as revised_count,
        {%- set in_order = 'subject_id, month' %}
        {%- set enough = 'count(*) >= ' ~ var('fewest_revisions') %}
        -- The order keeps the last digit of a mean the same from run to run, or each run would be a new release.
        if({{ enough }}, avg(abs(revision_percent) order by {{ in_order }}), null) as mean_absolute_revision_percent,
        if({{ enough }}, avg(revision_percent order by {{ in_order }}), null) as bias_percent,
        if({{ enough }}, max(abs(revision_percent)), null) as largest_revision_percent,
        count(*) filter (first_direction is not null) as direction_count,
        if(
            count(*) filter (first_direction is not null) >= {{ var('fewest_revisions') }},
            100.0 * count(*) filter (first_direction = latest_direction)
            / count(*) filter (first_direction is not null),
            null
        ) as sign_agreement_percent,
        min(month) as first_month,
        max(month) as last_month
    from of_each
    group by flow, subject_kind, of_subject, definition, first_status

)

select * from final
