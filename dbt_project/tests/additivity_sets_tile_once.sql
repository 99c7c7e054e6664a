-- What may be summed measures every slice and period once, in base flows, base scopes and periods
-- that tile the calendar, between countries, and in the current vintage. Sets lie within a pair, so
-- that fresh pairs are enough.

with

members as (

    select
        facts.*,
        count(*) over (
            partition by facts.additivity_set, facts.exporter, facts.importer,
                facts.commodity_key, facts.period_key
        ) as copies,
        periods.is_tiling,
        exporters.is_country as is_exporter_country,
        importers.is_country as is_importer_country
    from {{ fresh_rows(ref('fct_trade_value')) }} as facts
    inner join {{ ref('dim_period') }} as periods
        on facts.period_key = periods.period_key
    inner join {{ ref('dim_country') }} as exporters
        on facts.exporter = exporters.country_code
    inner join {{ ref('dim_country') }} as importers
        on facts.importer = importers.country_code
    where facts.additivity_set is not null

)

select *
from members
where copies > 1
    or not is_tiling
    or not is_exporter_country
    or not is_importer_country
    or not is_current
    or flow not in ('export', 'import')
    or scope not in ('goods', 'services')
    or origin = 'derived'
