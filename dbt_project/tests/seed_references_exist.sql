-- Lists that point at other lists point at codes that are there.

with

-- The list and its column, the list it points at and the column there, and which codes of it.
plain as (
    {%- for seed, column, target, code, which in [
        ('area_members', 'area', 'areas', 'code', none),
        ('area_members', 'member', 'countries', 'code', none),
        ('hs_chapters', 'section', 'hs_sections', 'section', none),
        ('currencies', 'predecessor', 'currencies', 'code', none),
        ('sources', 'country', 'countries', 'code', none),
        ('speakers', 'country', 'countries', 'code', none),
        ('speaker_aliases', 'speaker', 'speakers', 'speaker', none),
        ('hedge_rules', 'bound', 'code_lists', 'code', "list = 'bound'"),
        ('press_groups', 'press_group', 'commodity_groups', 'code', "classification = 'GROUP'"),
        ('source_aliases', 'source', 'sources', 'source', none),
        ('plausibility_bounds', 'measure', 'code_lists', 'code', "list = 'measure'"),
        ('blackouts', 'reporter', 'countries', 'code', none),
        ('blackouts', 'status', 'code_lists', 'code', "list = 'availability'"),
        ('mirror_methods', 'exporter', 'countries', 'code', none),
        ('mirror_methods', 'importer', 'countries', 'code', none),
        ('rate_series_ends', 'source', 'sources', 'source', none),
        ('acknowledgements', 'source', 'sources', 'source', none),
        ('m49_trade_codes', 'm49', 'comtrade_areas', 'm49', none),
    ] %}

    select
        '{{ seed }}.{{ column }}' as reference,
        {{ column }} as missing_value
    from {{ ref(seed) }}
    where {{ column }} not in (
            select {{ code }} from {{ ref(target) }}
            {{- ' where ' ~ which if which }}
        )
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select * from plain

union all

select 'sources.form' as reference, coalesce(form, source) as missing_value
from {{ ref('sources') }}
where form is null
    or form not in ('table', 'statement')
    or kind not in ('official', 'international', 'news', 'estimate')

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
