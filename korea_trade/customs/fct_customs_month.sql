-- One row per series and month: what follows from the whole numbers of `customs_month` is worked out here.
select
    month,
    code_level,
    code,
    partner,
    flow,
    value_usd,
    weight_kg,
    declarations,
    year_ago_usd,
    -- Whole numbers are subtracted first, for a double does not hold each of them.
    100 * (value_usd - year_ago_usd)::double / nullif(year_ago_usd, 0)::double as yoy_percent,
    direction,
    run_length,
    (month - to_months(run_length - 1))::date as run_since,
    100 * value_usd::double / nullif(total_usd, 0)::double as share_percent,
    -- Of what ended since, the contribution is what is gone; with it the contributions add up to the growth of all.
    100 * (coalesce(value_usd, 0) - coalesce(year_ago_usd, 0))::double / nullif(total_year_ago_usd, 0)::double
        as contribution_points,
    value_usd::double / nullif(weight_kg, 0)::double as unit_value_usd_per_kg,
    is_record,
    record_usd,
    record_month
from customs_month
where value_usd is not null or year_ago_usd is not null
