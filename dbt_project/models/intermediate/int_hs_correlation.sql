with

headings as (

    select * from {{ ref('hs_correlations') }}

),

tables as (

    select * from {{ ref('stg_hs_correlation') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

-- Of one pair of editions the newest table speaks.
newest as (

    select
        tables.*,
        dense_rank() over (
            partition by tables.newer_vintage, tables.older_vintage
            order by documents.recorded_from desc, tables.document_key desc
        ) as choice
    from tables
    inner join documents
        on tables.document_key = documents.document_key

),

links as (

    select
        newer_vintage as from_vintage,
        newer_code as from_code,
        older_vintage as to_vintage,
        older_code as to_code
    from newest
    where choice = 1

    union

    select
        older_vintage as from_vintage,
        older_code as from_code,
        newer_vintage as to_vintage,
        newer_code as to_code
    from newest
    where choice = 1

),

counted as (

    select
        *,
        count(*) over (partition by from_vintage, from_code, to_vintage) as goes_to,
        count(*) over (partition by to_vintage, to_code, from_vintage) as comes_from
    from links

),

-- A subheading that only stayed itself needs no row, as in the list of headings.
subheadings as (

    select
        from_vintage,
        from_code,
        to_vintage,
        to_code,
        case when comes_from > 1 then 'n' else '1' end
        || ':' || case when goes_to > 1 then 'n' else '1' end as relationship,
        case when goes_to = 1 then cast(1 as {{ type_double() }}) end as weight
    from counted
    where from_code <> to_code
        or goes_to > 1
        or comes_from > 1

),

final as (

    select
        from_vintage,
        from_heading as from_code,
        to_vintage,
        to_heading as to_code,
        4 as commodity_level,
        relationship,
        weight,
        is_estimate
    from headings

    union all

    select
        from_vintage,
        from_code,
        to_vintage,
        to_code,
        6 as commodity_level,
        relationship,
        weight,
        false as is_estimate
    from subheadings

)

select * from final
