with

headings as (

    select * from {{ ref('hs_headings') }}

),

heading_changes as (

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

subheadings as (

    select
        from_vintage,
        from_code,
        to_vintage,
        to_code,
        case when comes_from > 1 then 'n' else '1' end
        || ':' || case when goes_to > 1 then 'n' else '1' end as relationship,
        case when goes_to = 1 then cast(1 as {{ type_double() }}) end as weight,
        from_code = to_code and goes_to = 1 and comes_from = 1 as is_unchanged
    from counted

),

-- The list of headings leaves out those that only stayed themselves.
steps as (

    select distinct
        from_vintage,
        to_vintage
    from heading_changes

),

unchanged_headings as (

    select
        steps.from_vintage,
        steps.to_vintage,
        headings.heading
    from steps
    inner join headings
        on headings.valid_from <= least(steps.from_vintage, steps.to_vintage)
        and coalesce(headings.valid_to, steps.from_vintage + steps.to_vintage)
        >= greatest(steps.from_vintage, steps.to_vintage)
    left join heading_changes
        on steps.from_vintage = heading_changes.from_vintage
        and steps.to_vintage = heading_changes.to_vintage
        and headings.heading = heading_changes.from_heading
    where heading_changes.from_heading is null

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
        is_estimate,
        false as is_unchanged
    from heading_changes

    union all

    select
        from_vintage,
        heading as from_code,
        to_vintage,
        heading as to_code,
        4 as commodity_level,
        '1:1' as relationship,
        cast(1 as {{ type_double() }}) as weight,
        false as is_estimate,
        true as is_unchanged
    from unchanged_headings

    union all

    select
        from_vintage,
        from_code,
        to_vintage,
        to_code,
        6 as commodity_level,
        relationship,
        weight,
        false as is_estimate,
        is_unchanged
    from subheadings

)

select * from final
