-- 12. sanctions: Which statements name groups of goods, and with what number or growth?
--
-- One row per statement that names goods, with its words. A listed item has neither value nor
-- share: it was only named. Give `hs` to see one chapter or heading; `%` shows all.
--
-- reporter = BLR
-- partner = RUS
-- hs = %
with
claims as (
    select * from bi.claims
),
final as (
    select
        period,
        flow,
        reporter,
        commodity,
        hs_codes,
        measure,
        value,
        unit,
        low,
        high,
        speaker_name,
        source_name,
        quote
    from claims
    where
        is_current
        and commodity_phrase is not null
        and commodity_key <> 'TOTAL'
        and (reporter, partner) in (($reporter, $partner), ($partner, $reporter))
        and coalesce(hs_codes, '') like $hs
)
select * from final
order by period nulls last, flow, commodity, measure, value nulls last, source_name, quote;
