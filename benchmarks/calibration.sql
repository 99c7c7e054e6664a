-- How often do the intervals of statements contain the official figure that was printed later?
-- Statements of $from_year to $to_year on goods between two countries, beside the sum of the
-- months that the official file prints for exactly their period. One row per statement.
with
statements as (
    select distinct
        reporter,
        partner,
        flow,
        exporter,
        scope,
        side_country,
        bound,
        period,
        period_start,
        period_end,
        value_usd,
        low_usd,
        high_usd,
        source_name,
        evidence_key
    from bi.trade_values
    where
        is_current
        and origin in ('claim', 'curated')
        and source_kind <> 'international'
        and status in ('actual', 'preliminary')
        and flow in ('export', 'import', 'turnover')
        and scope in ('goods', 'unspecified')
        and commodity_key = 'TOTAL'
        and value_usd is not null
        and year(published_at) between $from_year and $to_year
    -- A number that was read with two scopes is one statement.
    qualify
        row_number() over (
            partition by evidence_key, reporter, partner, flow, exporter, period, value_usd
            order by scope = 'unspecified', side_country nulls last, bound
        ) = 1
),
months as (
    select * from bi.trade_monthly
    where source = 'rosstat' and commodity_key = 'TOTAL' and scope = 'goods'
),
official as (
    select
        statements.evidence_key,
        statements.flow,
        statements.exporter,
        statements.period,
        statements.value_usd,
        sum(months.value_usd) as official_usd,
        count(*) as cells,
        datediff('month', statements.period_start, statements.period_end) + 1 as wanted
    from statements
    inner join months
        on
            months.period_start >= statements.period_start
            and months.period_end <= statements.period_end
            and (
                (months.exporter = statements.reporter and months.importer = statements.partner)
                or (months.exporter = statements.partner and months.importer = statements.reporter)
            )
            and (statements.flow = 'turnover' or months.exporter = statements.exporter)
    group by all
),
final as (
    select
        statements.*,
        official.official_usd,
        statements.low_usd <= official.official_usd
        and official.official_usd < statements.high_usd as is_covered,
        100 * (statements.high_usd - statements.low_usd) / statements.value_usd as width_pct,
        100 * (official.official_usd / statements.value_usd - 1) as off_by_pct
    from statements
    inner join official
        on
            statements.evidence_key = official.evidence_key
            and statements.flow = official.flow
            and statements.exporter is not distinct from official.exporter
            and statements.period = official.period
            and statements.value_usd = official.value_usd
    where official.cells = official.wanted * if(statements.flow = 'turnover', 2, 1)
)
select * from final
order by period, flow, exporter, value_usd, source_name
