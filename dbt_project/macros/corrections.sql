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
        corrections.counts_from,
        corrections.counts_to,
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

{# The corrections with the expected value as the engine writes it, and the instants between which
   each counts. #}
{% macro read_corrections() -%}
    select
        *,
        {{ correction_text('expected') }} as expected_text,
        cast(reviewed_on as {{ dbt.type_timestamp() }}) as counts_from,
        coalesce(cast(reviewed_to as {{ dbt.type_timestamp() }}), {{ open_end() }}) as counts_to
    from {{ ref('corrections') }}
{%- endmacro %}

{# One row per reading and correction of it. A correction holds only for what it was written
   against: another reading is left as it is. #}
{% macro fixes_of(relation, kind) -%}
    select
        assertion_key,
        statement_key,
        recorded_from,
        recorded_to,
        field,
        corrected,
        counts_from,
        counts_to
    from (
        {{- statement_texts(relation, kind, 'assertion_key, recorded_from, recorded_to') }}
    ) as texts
    where is_field
        and coalesce(stated, '') = coalesce(expected_text, '')
{%- endmacro %}

{# One row per span of a reading in which the same corrections count, by the CTE `fixes`: `has_` and
   `new_` every field. It ends where the next one begins (`next_from`), the last with its reading. #}
{% macro spans_of(kind) -%}
    select
        spans.assertion_key,
        spans.shown_from,
        spans.next_from,
        {%- for field in correctable_fields(kind) %}
        max(case when fixes.field = '{{ field }}' then 1 else 0 end) as has_{{ field }},
        max(case when fixes.field = '{{ field }}' then nullif(fixes.corrected, '') end)
            as new_{{ field }},
        {%- endfor %}
        count(fixes.field) > 0 as is_corrected
    from (
        select
            assertion_key,
            shown_from,
            lead(shown_from) over (partition by assertion_key order by shown_from) as next_from
        from (
            select
                assertion_key,
                recorded_from as shown_from
            from fixes
            {%- for instant in ['counts_from', 'counts_to'] %}

            union

            select
                assertion_key,
                {{ instant }} as shown_from
            from fixes
            where {{ instant }} > recorded_from
                and {{ instant }} < recorded_to
            {%- endfor %}
        ) as starts
    ) as spans
    left join fixes
        on spans.assertion_key = fixes.assertion_key
        and spans.shown_from >= fixes.counts_from
        and spans.shown_from < fixes.counts_to
    group by spans.assertion_key, spans.shown_from, spans.next_from
{%- endmacro %}

{# The readings by the CTEs `fixes` and `spans`: as printed, corrected while a correction counts, and
   as printed again once it was taken back. What was shown last is what the world could know; what
   was shown before it was a mistake of ours, which the world never knew. #}
{% macro reviewed_readings(relation, kind) -%}
    select
        said.*,
        false as is_reviewed,
        recorded_from as shown_from,
        recorded_to as shown_to,
        known_to as valid_to,
        vintage_no as reading_no
    from {{ relation }} as said
    left join (select distinct statement_key from fixes) as touched
        on said.{{ kind }}_key = touched.statement_key
    where touched.statement_key is null

    union all

    select
        said.*,
        coalesce(spans.is_corrected, false) as is_reviewed,
        coalesce(spans.shown_from, said.recorded_from) as shown_from,
        coalesce(spans.next_from, said.recorded_to) as shown_to,
        case when spans.next_from is null then said.known_to else said.known_from end as valid_to,
        cast(row_number() over (
            partition by said.{{ kind }}_key
            order by said.vintage_no, spans.shown_from
        ) as {{ dbt.type_int() }}) as reading_no
    from {{ relation }} as said
    inner join (select distinct statement_key from fixes) as touched
        on said.{{ kind }}_key = touched.statement_key
    left join spans
        on said.assertion_key = spans.assertion_key
{%- endmacro %}

{# The key of a reading and its correctable fields, corrected where a person did. A reading as it was
   first shown keeps its key unless it was corrected from its start. #}
{% macro reviewed_fields(kind) -%}
    case
            when readings.is_reviewed or readings.shown_from > readings.recorded_from
                then {{ hash_key(["'reviewed'", 'readings.assertion_key', 'readings.shown_from']) }}
            else readings.assertion_key
        end as assertion_key
    {%- for field, type in correctable_fields(kind).items() %},
        case
            when spans.has_{{ field }} = 1 then cast(spans.new_{{ field }} as {{ type }})
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
