{#- What was built before: this very table, as the last build left it. -#}
{%- set before = load_cached_relation(this) if execute else none -%}

with

document_pairs as (

    select * from {{ ref('int_document_pair') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

copies as (

    select * from {{ ref('int_copy') }}

),

claims as (

    select * from {{ ref('int_claim_reviewed') }}

),

copied as (

    select
        document_pairs.*,
        documents.recorded_from,
        documents.stated_published_at,
        documents.published_precision,
        documents.address,
        copies.root_address
    from document_pairs
    inner join documents
        on document_pairs.document_key = documents.document_key
    left join copies
        on documents.address = copies.address
        and copies.address_choice = 1

),

-- All that a document tells the rows of a pair: when it came, whose copy it is, how much it holds.
told as (

    select
        {{ first_geo('reporter', 'partner') }} as first_geo,
        {{ second_geo('reporter', 'partner') }} as second_geo,
        is_spoken,
        {{ hash_key([
            'document_key', 'reporter', 'printed_cells', 'covered_cells', 'recorded_from',
            'stated_published_at', 'published_precision', 'address', 'root_address'
        ]) }} as document_state
    from copied

),

-- What is said in words hangs together across pages, rates and copies: such pairs, and rows
-- without a pair, are made anew in every build.
said as (

    select distinct
        {{ first_geo('reporter', 'partner') }} as first_geo,
        {{ second_geo('reporter', 'partner') }} as second_geo,
        true as is_spoken,
        'said' as document_state
    from claims

    union

    select
        '' as first_geo,
        '' as second_geo,
        true as is_spoken,
        'said' as document_state

),

states as (

    select * from told
    union all
    select * from said

),

built as (

    select
        first_geo,
        second_geo,
        max(case when is_spoken then 1 else 0 end) = 1 as is_spoken,
        {{ dbt.listagg('document_state', "','", 'order by document_state') }} as documents
    from states
    group by first_geo, second_geo

),

hashed as (

    select
        first_geo,
        second_geo,
        is_spoken,
        {{ hash_key(['documents']) }} as pair_state
    from built

),

known as (
    {% if before %}
    select
        first_geo,
        second_geo,
        is_spoken,
        pair_state
    from {{ before }}
    {% else %}
    select *
    from hashed
    where 1 = 0
    {% endif %}
),

-- A pair that is gone is fresh once more, so that its rows are removed.
final as (

    select
        coalesce(hashed.first_geo, known.first_geo) as first_geo,
        coalesce(hashed.second_geo, known.second_geo) as second_geo,
        coalesce(hashed.is_spoken, false) as is_spoken,
        hashed.pair_state,
        coalesce(hashed.is_spoken, false)
        or coalesce(known.is_spoken, false)
        or coalesce(hashed.pair_state, '') <> coalesce(known.pair_state, '') as is_fresh
    from hashed
    full outer join known
        on hashed.first_geo = known.first_geo
        and hashed.second_geo = known.second_geo
    where hashed.first_geo is not null
        or known.pair_state is not null

)

select * from final
