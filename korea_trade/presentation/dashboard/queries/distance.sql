-- How far each figure of the press lies from the official one, where both are by one definition.
select
    level_month.* exclude (value, lower_bound, upper_bound),
    known.press_less_official_usd as value,
    level_month.lower_bound - known.official_usd as lower_bound,
    level_month.upper_bound - known.official_usd as upper_bound,
    known.press_less_official_usd / 1e6 as value_mn,
    100 * known.press_less_official_usd / abs(known.official_usd) as percent,
    true as is_difference,
    format('{:,.2f} bn', known.official_usd / 1e9) as official_text
from level_month
inner join fct_month_known as known using (flow, subject_kind, subject_id, month)
where known.press_less_official_usd is not null and level_month.basis <> 'derived'
order by month desc, abs(known.press_less_official_usd) desc
limit 40
