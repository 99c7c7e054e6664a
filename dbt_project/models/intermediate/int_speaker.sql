with

statements as (

    select distinct {{ name_form('speaker') }} as speaker_text
    from {{ ref('int_statement') }}
    where speaker is not null

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
        {{ name_form('alias') }} as speaker_text,
        speaker
    from aliases

    union

    select
        {{ name_form('name_en') }} as speaker_text,
        speaker
    from speakers

    union

    select
        {{ name_form('name_ru') }} as speaker_text,
        speaker
    from speakers
    where name_ru is not null

),

-- A post may stand before a full name: `ambassador dmitri krutoi`.
matched as (

    select
        statements.speaker_text,
        spellings.speaker,
        row_number() over (
            partition by statements.speaker_text
            order by length(spellings.speaker_text) desc, spellings.speaker asc
        ) as choice
    from statements
    inner join spellings
        on statements.speaker_text = spellings.speaker_text
        or (
            spellings.speaker_text like '% %'
            and statements.speaker_text like '% ' || spellings.speaker_text
        )

),

-- Who is in no list is a speaker under the one form of both alphabets.
final as (

    select
        statements.speaker_text,
        coalesce(matched.speaker, replace(statements.speaker_text, ' ', '_')) as speaker_key,
        speakers.country
    from statements
    left join matched
        on statements.speaker_text = matched.speaker_text
        and matched.choice = 1
    left join speakers
        on matched.speaker = speakers.speaker

)

select * from final
