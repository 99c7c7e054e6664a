with

speakers as (

    select * from {{ ref('speakers') }}

),

mentioned as (

    select
        speaker_key,
        min(speaker) as name_as_written
    from {{ ref('int_assertion') }}
    where speaker_key is not null
    group by speaker_key

),

final as (

    select
        mentioned.speaker_key,
        coalesce(speakers.name_en, mentioned.name_as_written) as name_en,
        speakers.name_ru,
        speakers.country,
        coalesce(speakers.kind, 'unknown') as kind
    from mentioned
    left join speakers
        on mentioned.speaker_key = speakers.speaker

)

select * from final
