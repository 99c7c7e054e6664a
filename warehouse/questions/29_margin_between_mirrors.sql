-- 29. statistician: Which CIF/FOB margin is used, from where, and how does the result move with it?
--
-- The margins of the method (`used`) and four others (`what if`), each with the years of the pair
-- whose two figures it brings within one per cent, and the median gap that it leaves.
--
-- exporter = RUS
-- importer = BLR
with
margins as (
    select
        'used' as kind,
        part || ' ' || name as margin,
        version,
        coalesce(factor, high_factor) as factor,
        note
    from dim_method
    where
        part in ('cif_fob_band', 'cif_fob_factor')
        and (exporter is null or exporter = $exporter)
        and (importer is null or importer = $importer)
        and coalesce(factor, high_factor) is not null
    union all
    select
        'what if' as kind,
        percent || ' %' as margin,
        null as version,
        1 + percent / 100 as factor,
        'The import is divided by the factor.' as note
    from (values (0.0), (3.0), (6.0), (10.0)) as tried (percent)
),
mirror as (
    select *
    from bi.mirror_gap
    where
        availability = 'both'
        and commodity_key = 'TOTAL'
        and exporter = $exporter
        and importer = $importer
),
final as (
    select
        margins.kind,
        margins.margin,
        margins.version,
        margins.factor,
        count(mirror.period) as compared,
        count(mirror.period) filter (
            where abs(mirror.importer_value / margins.factor / mirror.exporter_value - 1) < 0.01
        ) as within_one_pct,
        median(100 * (mirror.importer_value / margins.factor / mirror.exporter_value - 1))
            as median_gap_pct,
        margins.note
    from margins
    left join mirror on mirror.exporter_value > 0
    group by margins.kind, margins.margin, margins.version, margins.factor, margins.note
)
select * from final
order by kind desc, factor, margin;
