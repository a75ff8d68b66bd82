with

records as (

    select * from {{ ref('int_record') }}
    where
        scope in ('all_time', 'year', 'same_month', 'since')
        and (claim in ('highest', 'lowest') or (claim = 'first_time' and scope = 'all_time' and threshold is not null))
        and measure in ('value', 'yoy')

),

official as (

    select * from {{ ref('int_official_level') }}
    where subject_kind <> 'item_partner' and {{ by_definition_of_the_press('definition') }}

),

levels as (

    select
        flow,
        subject_kind,
        subject_id,
        frequency,
        first_day,
        'value' as measure,
        value_usd as value
    from official
    union all
    select
        'balance' as flow,
        exports.subject_kind,
        exports.subject_id,
        exports.frequency,
        exports.first_day,
        'value' as measure,
        exports.value_usd - imports.value_usd as value
    from official as exports
    inner join official as imports
        on {{ same('exports', 'imports', ['subject_kind', 'subject_id', 'definition', 'frequency', 'first_day']) }}
    where exports.flow = 'exports' and imports.flow = 'imports'
    union all
    select
        official.flow,
        official.subject_kind,
        official.subject_id,
        official.frequency,
        official.first_day,
        'yoy' as measure,
        (official.value_usd / bases.value_usd - 1) * 100 as value
    from official
    inner join official as bases
        on
            {{ same_subject('official', 'bases', ['definition', 'frequency']) }}
            and official.first_day = bases.first_day + interval 1 year
    where official.value_usd > 0 and bases.value_usd > 0

),

placed as (

    select
        records.statement_id,
        records.scope,
        -- What is highest since 2018 may be below a month of it.
        if(
            records.horizon_months is null and regexp_full_match(records.reference_period, '\d{4}'),
            make_date(records.reference_period::integer, 12, 31),
            records.since_day
        ) as since_day,
        records.known_from,
        records.threshold,
        coalesce(records.rank, 1) as rank,
        own.*,
        {{ sign_of_a_record('records.claim', 'own') }} as sign,
        coalesce(sign * records.threshold, own.value) as bar
    from records
    inner join levels as own
        on {{ same_subject('records', 'own', ['measure', 'frequency', 'first_day']) }}
    where records.claim <> 'first_time' or {{ is_what_passed('own', 'records.threshold') }}

),

-- What was known of the rest of its year counts too.
others as (

    select
        placed.*,
        others.value as other_value,
        {{ lead_over_a_record('placed', 'others') }} as lead
    from placed
    inner join levels as others
        on
            {{ same_subject('placed', 'others', ['measure', 'frequency']) }}
            and {{ is_within_scope('placed', 'others', 'since_day') }}
            and (
                placed.first_day > others.first_day
                or (
                    placed.scope = 'year'
                    and placed.first_day < others.first_day
                    and placed.known_from >= others.first_day + interval 1 month
                )
            )

),

final as (

    select
        statement_id,
        measure,
        value as official_value,
        arg_max(other_value, lead) as official_rival,
        count(*) filter (where lead > 0) as beyond_count,
        if(threshold is null, rank = beyond_count + 1, beyond_count = 0) as is_borne_out
    from others
    group by statement_id, measure, value, rank, threshold

)

select * from final
