{# Corrections by a person: each names a statement, a field, what is read there and what is right.
   Claims that were read and figures and cells that were printed are corrected in one way. #}

{# Fields that can be corrected, with their types. A printed cell stays with its pair: a build makes
   pairs anew one by one, and a cell that moves to another pair would be made twice. #}
{% macro correctable_fields(kind) -%}
    {%- set text, day, number = dbt.type_string(), 'date', type_double() -%}
    {%- set fields = {
        'measure': text, 'flow': text, 'value': number, 'value_high': number, 'unit': text,
        'resolution': number, 'bound': text, 'period_start': day, 'period_end': day,
        'base_period_start': day, 'base_period_end': day, 'scope': text, 'basis': text,
        'commodity': text, 'share_of': text, 'status': text, 'is_record': dbt.type_boolean(),
        'speaker': text, 'cited_source': text, 'side': text, 'valuation': text,
    } -%}
    {%- set of_claims = {'reporter': text, 'partner': text, 'hs_codes': text} -%}
    {%- set of_observations = {
        'classification': text, 'commodity_code': text, 'obs_status': text, 'conf_status': text,
    } -%}
    {%- if kind != 'observation' %}{% do fields.update(of_claims) %}{% endif -%}
    {%- if kind != 'claim' %}{% do fields.update(of_observations) %}{% endif -%}
    {{ return(fields) }}
{%- endmacro %}

{# One row per reading of a statement and correction of it: what is read in that field, as text, and
   whether a statement of that kind has it. `corrections` is a CTE; `relation` is none where it is
   large, because an engine keeps a CTE that is read twice as a copy. #}
{% macro statement_texts(relation, kind, reading) -%}
    {%- set fields = correctable_fields(kind) %}
    select
        {{ reading }},
        corrections.statement_key,
        corrections.field,
        corrections.expected_text,
        corrections.corrected,
        corrections.reviewed_on,
        corrections.field in ('{{ fields | join("', '") }}') as is_field,
        nullif(
            case corrections.field
                {%- for field in fields %}
                when '{{ field }}' then cast({{ field }} as {{ dbt.type_string() }})
                {%- endfor %}
            end,
            ''
        ) as stated
    from {{ relation }} as said
    inner join corrections
        on said.{{ kind }}_key = corrections.statement_key
{%- endmacro %}

{# The expected text in the form that the engine writes such a value in: 49.2e9 is 49200000000. #}
{% macro correction_text(column) -%}
    {%- set numbers = [] -%}
    {%- for field, type in correctable_fields('any').items() if type == type_double() -%}
        {%- do numbers.append("'" ~ field ~ "'") -%}
    {%- endfor -%}
    case
        when field in ({{ numbers | join(', ') }})
            then cast(
                cast(nullif({{ column }}, '') as {{ type_double() }}) as {{ dbt.type_string() }}
            )
        else nullif({{ column }}, '')
    end
{%- endmacro %}

{# The corrections with the expected value as the engine writes it. #}
{% macro read_corrections() -%}
    select
        *,
        {{ correction_text('expected') }} as expected_text
    from {{ ref('corrections') }}
{%- endmacro %}

{# One row per corrected reading: `has_` and `new_` every field, and the day of the last
   review. A correction holds only for what it was written against: another reading is left as it
   is. The corrections of one statement take effect together. #}
{% macro fixes_of(relation, kind) -%}
    select
        assertion_key,
        statement_key,
        {%- for field in correctable_fields(kind) %}
        max(case when field = '{{ field }}' then 1 else 0 end) as has_{{ field }},
        max(case when field = '{{ field }}' then nullif(corrected, '') end) as new_{{ field }},
        {%- endfor %}
        max(cast(reviewed_on as {{ dbt.type_timestamp() }})) as reviewed_at
    from (
        {{- statement_texts(relation, kind, 'assertion_key') }}
    ) as texts
    where is_field
        and coalesce(stated, '') = coalesce(expected_text, '')
    group by assertion_key, statement_key
{%- endmacro %}

{# The readings by the CTE `fixes`: as they were shown until somebody looked, a mistake of
   ours that the world never knew, and as corrected from the day of the review on. #}
{% macro reviewed_readings(relation, kind) -%}
    select
        said.*,
        false as is_reviewed,
        recorded_to as shown_to,
        known_to as valid_to,
        recorded_from as shown_from,
        vintage_no as reading_no
    from {{ relation }} as said
    left join (select distinct statement_key from fixes) as touched
        on said.{{ kind }}_key = touched.statement_key
    where touched.statement_key is null

    union all

    select
        both_readings.*,
        cast(row_number() over (
            partition by {{ kind }}_key order by vintage_no, is_reviewed
        ) as {{ dbt.type_int() }}) as reading_no
    from (
        select
            said.*,
            false as is_reviewed,
            least(recorded_to, coalesce(fixes.reviewed_at, recorded_to)) as shown_to,
            case when fixes.reviewed_at < recorded_to then known_from else known_to end as valid_to,
            recorded_from as shown_from
        from {{ relation }} as said
        inner join (select distinct statement_key from fixes) as touched
            on said.{{ kind }}_key = touched.statement_key
        left join fixes
            on said.assertion_key = fixes.assertion_key
        where fixes.assertion_key is null
            or recorded_from < fixes.reviewed_at

        union all

        select
            said.*,
            true as is_reviewed,
            recorded_to as shown_to,
            known_to as valid_to,
            greatest(recorded_from, fixes.reviewed_at) as shown_from
        from {{ relation }} as said
        inner join fixes
            on said.assertion_key = fixes.assertion_key
        where recorded_to > fixes.reviewed_at
            or recorded_from >= fixes.reviewed_at
    ) as both_readings
{%- endmacro %}

{# The key of a reading and its correctable fields, corrected where a person did. #}
{% macro reviewed_fields(kind) -%}
    case
            when readings.is_reviewed then {{ hash_key(["'reviewed'", 'readings.assertion_key']) }}
            else readings.assertion_key
        end as assertion_key
    {%- for field, type in correctable_fields(kind).items() %},
        case
            when readings.is_reviewed and fixes.has_{{ field }} = 1
                then cast(fixes.new_{{ field }} as {{ type }})
            else readings.{{ field }}
        end as {{ field }}
    {%- endfor %}
{%- endmacro %}

{# Whether a person looked, and when a reading was known and shown. #}
{% macro reviewed_clocks() -%}
    readings.is_reviewed,
        readings.published_at,
        readings.published_precision,
        readings.known_from,
        readings.valid_to as known_to,
        readings.shown_from as recorded_from,
        readings.shown_to as recorded_to
{%- endmacro %}
