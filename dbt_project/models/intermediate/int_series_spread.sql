with

revisions as (

    select * from {{ ref('int_series_revision') }}
    where {{ by_definition_of_the_press('definition') }}

),

subject_kinds as (

    select unnest(['total', 'item', 'partner', 'item_partner']) as subject_kind

),

-- Figures that were revised before and after their year was closed.
ages as (

    select unnest([false, true]) as is_confirmed

),

of_each as (

    select
        subject_kinds.subject_kind,
        ages.is_confirmed,
        count(revisions.month) as revised_count,
        max(abs(revisions.revision_percent)) as largest_percent
    from subject_kinds
    cross join ages
    left join revisions
        on
            subject_kinds.subject_kind = revisions.subject_kind
            and (revisions.first_known_from >= {{ confirmed_from('revisions.month') }}) = ages.is_confirmed
    group by subject_kinds.subject_kind, ages.is_confirmed

),

-- Few revisions tell no spread: then the tolerance stands in, and a confirmed figure is no worse than one before.
final as (

    select
        subject_kind,
        is_confirmed,
        revised_count,
        coalesce(
            if(revised_count >= {{ var('fewest_revisions') }}, largest_percent, null),
            {{ var('observed_revision_tolerance_percent') }}
        ) as largest_revision_percent
    from of_each

)

select * from final
