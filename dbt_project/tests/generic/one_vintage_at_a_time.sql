{# At every instant of both clocks at most one vintage of a key is shown; so is now. #}
{% test one_vintage_at_a_time(model, key) %}

with

spells as (

    select
        {{ key }} as vintage_key,
        'recorded' as clock,
        recorded_from as spell_start,
        recorded_to as spell_end
    from {{ model }}

    union all

    select
        {{ key }} as vintage_key,
        'known' as clock,
        known_from as spell_start,
        known_to as spell_end
    from {{ model }}

),

-- An empty spell is a vintage that was never shown.
ordered as (

    select
        *,
        lead(spell_start) over (partition by vintage_key, clock order by spell_start, spell_end)
            as next_start
    from spells
    where spell_start <> spell_end

)

select *
from ordered
where spell_start > spell_end
    or next_start < spell_end

{% endtest %}
