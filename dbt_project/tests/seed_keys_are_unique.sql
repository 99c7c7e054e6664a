-- Every list has each of its codes once.

with

keys as (
    {%- for seed, columns in {
        'code_lists': ['list', 'code'], 'flows': ['flow'], 'hedge_rules': ['version', 'bound'],
        'countries': ['code'], 'areas': ['code'], 'regions': ['code'], 'units': ['unit'],
        'area_members': ['area', 'member', 'valid_from'], 'currencies': ['code'],
        'hs_sections': ['section'], 'hs_chapters': ['chapter'], 'sitc_sections': ['section'],
        'commodity_groups': ['classification', 'code'], 'sources': ['source'],
        'speakers': ['speaker'], 'speaker_aliases': ['alias'],
        'press_groups': ['pattern', 'language'], 'source_aliases': ['alias'],
        'corrections': ['statement_key', 'field', 'reviewed_on'],
        'plausibility_bounds': ['bound_no'],
        'blackouts': ['blackout'], 'indicators': ['indicator'],
        'hs_headings': ['heading', 'valid_from'],
        'hs_correlations': ['from_vintage', 'from_heading', 'to_vintage', 'to_heading'],
        'rate_series_ends': ['source', 'currency', 'quote_currency'],
        'acknowledgements': ['kind', 'source', 'reporter', 'partner', 'period_from'],
        'mirror_methods': ['version', 'exporter', 'importer'], 'comtrade_areas': ['m49'],
        'm49_trade_codes': ['m49'],
    }.items() %}

    select
        '{{ seed }}' as seed,
        {{ hash_key(columns) }} as code_key
    from {{ ref(seed) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select
    seed,
    code_key,
    count(*) as copies
from keys
group by seed, code_key
having count(*) > 1
