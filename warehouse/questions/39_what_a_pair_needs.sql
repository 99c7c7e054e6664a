-- 39. engineer: What does a pair have and lack: sources, detail and periods?
--
-- The coverage matrix of a pair: per source, reporter and level of detail the periods with a
-- number, first and last of them, and the periods that lack one with the reason. `never`: asked for
-- and not published; `not_asked`: no answer covers it, so nobody knows; `overdue`: after the last
-- number, and due by the day that is named.
--
-- reporter = KAZ
-- partner = RUS
-- day = 2026-12-31
with
calendar as (
    select
        availability.*,
        overdue.due_date is not null as is_overdue
    from bi.availability_calendar as availability
    left join overdue_on($day) as overdue
        on
            availability.source = overdue.source
            and availability.reporter = overdue.reporter
            and availability.partner = overdue.partner
            and availability.detail = overdue.detail
            and availability.period = overdue.period_key
),
final as (
    select
        source_name,
        reporter,
        partner,
        detail,
        period_kind,
        count(*) filter (where printed_cells > 0) as periods_with_numbers,
        min(period) filter (where printed_cells > 0) as first_period,
        max(period) filter (where printed_cells > 0) as last_period,
        count(*) filter (where status = 'never') as never,
        count(*) filter (where status = 'not_asked') as not_asked,
        count(*) filter (where status = 'suppressed') as suppressed,
        count(*) filter (where status = 'aggregate_only') as aggregate_only,
        count(*) filter (where status = 'withdrawn') as withdrawn,
        count(*) filter (where status = 'not_yet_due') as not_yet_due,
        count(*) filter (where is_overdue) as overdue,
        bool_or(has_exports) as has_exports,
        bool_or(has_imports) as has_imports
    from calendar
    where (reporter, partner) in (($reporter, $partner), ($partner, $reporter))
    group by source_name, reporter, partner, detail, period_kind
)
select * from final
order by source_name, reporter, detail, period_kind;
