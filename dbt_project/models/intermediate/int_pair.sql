{{ config(pre_hook="{{ prepare_published_as() }}") }}
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

-- Which codes of two editions are the same goods, as one more thing that every pair is made of.
correlations as (

    select {{ dbt.listagg('document_key', "','", 'order by document_key') }} as tables
    from (select distinct document_key from {{ ref('stg_hs_correlation') }}) as listed

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
        printed_cells + covered_cells as cells,
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
        0 as cells,
        'said' as document_state
    from claims

    union

    select
        '' as first_geo,
        '' as second_geo,
        true as is_spoken,
        0 as cells,
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
        sum(cells) as cells,
        {{ dbt.listagg('document_state', "','", 'order by document_state') }} as documents
    from states
    group by first_geo, second_geo

),

hashed as (

    select
        first_geo,
        second_geo,
        is_spoken,
        cells,
        {{ hash_key(['documents', 'tables']) }} as pair_state
    from built
    cross join correlations

),

known as (
    {% if before %}
    select
        first_geo,
        second_geo,
        is_spoken,
        pair_state,
        made_after
    from {{ before }}
    {% else %}
    select
        *,
        cast(null as {{ dbt.type_string() }}) as made_after
    from hashed
    where 1 = 0
    {% endif %}
),

-- A pair that is gone is made anew once more, so that its rows are removed.
compared as (

    select
        coalesce(hashed.first_geo, known.first_geo) as first_geo,
        coalesce(hashed.second_geo, known.second_geo) as second_geo,
        coalesce(hashed.is_spoken, false) as is_spoken,
        coalesce(hashed.is_spoken, false) or coalesce(known.is_spoken, false) as is_always_made,
        coalesce(hashed.cells, 0) as cells,
        hashed.pair_state,
        known.pair_state as known_state,
        known.made_after,
        coalesce(hashed.pair_state, '') <> coalesce(known.pair_state, '') as is_changed
    from hashed
    full outer join known
        on hashed.first_geo = known.first_geo
        and hashed.second_geo = known.second_geo
    where hashed.first_geo is not null
        or known.pair_state is not null
        -- A release that is still to come has to leave it out.
        or known.made_after in (select release from {{ published_as() }})

),

-- A build makes so many cells anew that they fit into memory; the pairs after them wait.
queued as (

    select
        *,
        sum(case when is_changed and not is_always_made then cells else 0 end) over (
            order by first_geo, second_geo rows between unbounded preceding and current row
        ) - cells as cells_before
    from compared

),

judged as (

    select
        *,
        is_changed
        and not is_always_made
        and cells_before >= {{ env_var('TRADEBOOKS_BUILD_CELLS', '1000000000') }} as is_waiting
    from queued

),

final as (

    select
        first_geo,
        second_geo,
        is_spoken,
        case when is_waiting then known_state else pair_state end as pair_state,
        case
            when (is_changed or is_always_made) and not is_waiting
                then (select max(release) from {{ published_as() }})
            else made_after
        end as made_after,
        (is_changed or is_always_made) and not is_waiting as is_fresh,
        is_waiting
    from judged

)

select * from final
