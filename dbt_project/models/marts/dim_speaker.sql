with

speakers as (

    select * from {{ ref('speakers') }}

),

mentioned as (

    select
        speaker_key,
        min(speaker) as name_as_written,
        -- Cyrillic letters sort after all Latin ones.
        max(case when speaker >= 'Ё' then speaker end) as name_in_cyrillic
    from {{ ref('int_assertion') }}
    where speaker_key is not null
    group by speaker_key

),

final as (

    select
        mentioned.speaker_key,
        coalesce(speakers.name_en, mentioned.name_as_written) as name_en,
        coalesce(speakers.name_ru, mentioned.name_in_cyrillic) as name_ru,
        speakers.country,
        speakers.post_en,
        speakers.post_ru,
        coalesce(speakers.kind, 'unknown') as kind
    from mentioned
    left join speakers
        on mentioned.speaker_key = speakers.speaker

)

select * from final
