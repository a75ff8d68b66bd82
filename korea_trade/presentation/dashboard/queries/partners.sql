-- Exports to the two countries that buy most, on one axis.
with largest as (
    select subject_id
    from fct_month_known as known
    inner join dim_partner as partner on known.subject_id = partner.partner_id
    where
        known.flow = 'exports'
        and known.subject_kind = 'partner'
        and known.value_usd is not null
        and partner.partner_kind = 'country'
    group by subject_id
    order by arg_max(known.value_usd, known.month) desc
    limit 2
)

select * from official_month
where subject_kind = 'partner' and flow = 'exports' and subject_id in (from largest) and is_recent(month)
union all by name
select * from level_month_in_bn
where subject_kind = 'partner' and flow = 'exports' and subject_id in (from largest) and is_recent(month)
order by subject_id, basis <> 'official', month
