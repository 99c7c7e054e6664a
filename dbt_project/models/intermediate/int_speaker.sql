with

statements as (

    select distinct speaker_text
    from {{ ref('int_statement') }}
    where speaker_text is not null

),

aliases as (

    select * from {{ ref('speaker_aliases') }}

),

speakers as (

    select * from {{ ref('speakers') }}

),

-- Every spelling that is known to mean one speaker, the names themselves among them.
spellings as (

    select
        lower(alias) as speaker_text,
        speaker
    from aliases

    union

    select
        lower(name_en) as speaker_text,
        speaker
    from speakers

    union

    select
        lower(name_ru) as speaker_text,
        speaker
    from speakers
    where name_ru is not null

),

-- Who is in no list is a speaker under the name as it was written.
final as (

    select
        statements.speaker_text,
        coalesce(spellings.speaker, statements.speaker_text) as speaker_key,
        speakers.country
    from statements
    left join spellings
        on statements.speaker_text = spellings.speaker_text
    left join speakers
        on spellings.speaker = speakers.speaker

)

select * from final
