-- Lists that point at other lists point at codes that are there.

select 'area_members.area' as reference, area as missing_value
from {{ ref('area_members') }}
where area not in (select code from {{ ref('areas') }})

union all

select 'area_members.member' as reference, member as missing_value
from {{ ref('area_members') }}
where member not in (select code from {{ ref('countries') }})

union all

select 'hs_chapters.section' as reference, section as missing_value
from {{ ref('hs_chapters') }}
where section not in (select section from {{ ref('hs_sections') }})

union all

select 'currencies.predecessor' as reference, predecessor as missing_value
from {{ ref('currencies') }}
where predecessor not in (select code from {{ ref('currencies') }})

union all

select 'sources.country' as reference, country as missing_value
from {{ ref('sources') }}
where country not in (select code from {{ ref('countries') }})

union all

select 'sources.form' as reference, coalesce(form, source) as missing_value
from {{ ref('sources') }}
where form is null
    or form not in ('table', 'statement')
    or kind not in ('official', 'international', 'news', 'estimate')

union all

select 'speakers.country' as reference, country as missing_value
from {{ ref('speakers') }}
where country not in (select code from {{ ref('countries') }})

union all

select 'speaker_aliases.speaker' as reference, speaker as missing_value
from {{ ref('speaker_aliases') }}
where speaker not in (select speaker from {{ ref('speakers') }})

union all

select 'hedge_rules.bound' as reference, bound as missing_value
from {{ ref('hedge_rules') }}
where bound not in (select code from {{ ref('code_lists') }} where list = 'bound')

union all

select 'press_groups.press_group' as reference, press_group as missing_value
from {{ ref('press_groups') }}
where press_group not in (
        select code from {{ ref('commodity_groups') }} where classification = 'GROUP'
    )

union all

select 'source_aliases.source' as reference, source as missing_value
from {{ ref('source_aliases') }}
where source not in (select source from {{ ref('sources') }})

union all

select 'plausibility_bounds.measure' as reference, measure as missing_value
from {{ ref('plausibility_bounds') }}
where measure not in (select code from {{ ref('code_lists') }} where list = 'measure')

union all

select 'blackouts.reporter' as reference, reporter as missing_value
from {{ ref('blackouts') }}
where reporter not in (select code from {{ ref('countries') }})

union all

select 'blackouts.status' as reference, status as missing_value
from {{ ref('blackouts') }}
where status not in (select code from {{ ref('code_lists') }} where list = 'availability')

union all

select 'mirror_methods.exporter' as reference, exporter as missing_value
from {{ ref('mirror_methods') }}
where exporter not in (select code from {{ ref('countries') }})

union all

select 'mirror_methods.importer' as reference, importer as missing_value
from {{ ref('mirror_methods') }}
where importer not in (select code from {{ ref('countries') }})

union all

select 'hs_headings.chapter' as reference, heading as missing_value
from {{ ref('hs_headings') }}
where substr(heading, 1, 2) not in (select chapter from {{ ref('hs_chapters') }})

union all

select 'hs_correlations.from_heading' as reference, links.from_heading as missing_value
from {{ ref('hs_correlations') }} as links
left join {{ ref('hs_headings') }} as headings
    on links.from_heading = headings.heading
    and links.from_vintage between headings.valid_from and coalesce(headings.valid_to, 9999)
where headings.heading is null

union all

select 'rate_series_ends.source' as reference, source as missing_value
from {{ ref('rate_series_ends') }}
where source not in (select source from {{ ref('sources') }})

union all

select 'coverage_acknowledgements.source' as reference, source as missing_value
from {{ ref('coverage_acknowledgements') }}
where source not in (select source from {{ ref('sources') }})

union all

select 'm49_trade_codes.m49' as reference, m49 as missing_value
from {{ ref('m49_trade_codes') }}
where m49 not in (select m49 from {{ ref('comtrade_areas') }})
