with

cited as (

    select distinct {{ name_form('cited_source') }} as cited_form
    from {{ ref('int_statement') }}
    where cited_source is not null

),

aliases as (

    select
        {{ name_form('alias') }} as cited_form,
        source
    from {{ ref('source_aliases') }}

    union

    select
        {{ name_form('name_en') }} as cited_form,
        source
    from {{ ref('sources') }}

    union

    select
        {{ name_form('source') }} as cited_form,
        source
    from {{ ref('sources') }}

),

final as (

    select
        cited.cited_form,
        min(aliases.source) as cited_source_key
    from cited
    inner join aliases
        on cited.cited_form = aliases.cited_form
    group by cited.cited_form

)

select * from final
