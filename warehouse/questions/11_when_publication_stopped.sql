-- 11. sanctions: When did each source stop, resume or drop detail for a pair?
--
-- One row per change of status of a series of a source, in order of time, with the sourced reason
-- where the stop is a known one. `never` was asked for and not published; `not_asked` is no proof of
-- anything: no answer in the archive covers the period.
--
-- reporter = BLR
-- partner = RUS
with
calendar as (
    select * from bi.availability_calendar
),
final as (
    select
        period,
        source_name,
        reporter,
        partner,
        detail,
        status_before,
        status,
        blackout,
        reason
    from calendar
    where
        is_change
        and (reporter, partner) in (($reporter, $partner), ($partner, $reporter))
)
select * from final
order by period, source_name, reporter, detail;
