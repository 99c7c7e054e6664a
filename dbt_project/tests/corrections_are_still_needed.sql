{{ config(severity='error', store_failures=true, schema='meta') }}
-- A correction was written against one reading. It fails when there is something else to read now,
-- the corrected value among it, or nothing: then a person has to look again, unless the correction
-- was taken back. Claims are compared as the newest extractor reads them, figures and cells as
-- their source prints them in its newest vintage.

with

corrections as (
    {{ read_corrections() }}
),

newest as (

    select
        document_key,
        extractor_version
    from (
        select
            document_key,
            extractor_version,
            row_number() over (partition by document_key order by run_no desc) as choice
        from {{ ref('int_extraction') }}
    ) as runs
    where choice = 1

),

claims as (

    select * from {{ ref('stg_trade_claim') }}

),

current_claims as (

    select claims.*
    from claims
    inner join newest
        on claims.document_key = newest.document_key
        and claims.extractor_version = newest.extractor_version

),

observations as (

    select *
    from {{ ref('int_observation') }}
    where observation_key in (select corrections.statement_key from corrections)

),

last_vintages as (

    select
        observation_key,
        max(vintage_no) as vintage_no
    from observations
    group by observation_key

),

current_observations as (

    select observations.*
    from observations
    inner join last_vintages
        on observations.observation_key = last_vintages.observation_key
        and observations.vintage_no = last_vintages.vintage_no

),

texts as (

    select *
    from (
        {{ statement_texts('current_claims', 'claim', 'document_key') }}
    ) as read_in_claims

    union all

    select *
    from (
        {{ statement_texts('current_observations', 'observation', 'document_key') }}
    ) as printed

),

known as (

    select claim_key as statement_key
    from claims

    union all

    select observation_key as statement_key
    from last_vintages

),

compared as (

    select
        corrections.*,
        texts.stated,
        coalesce(texts.is_field, false) as is_read
    from corrections
    left join texts
        on corrections.statement_key = texts.statement_key
        and corrections.field = texts.field
    where corrections.reviewed_to is null
        and corrections.statement_key in (select known.statement_key from known)

)

select
    statement_key,
    field,
    expected,
    corrected,
    stated as read_now,
    'correction of ' || field || ' in statement ' || statement_key || ' expects '
    || coalesce(expected, 'nothing') || ', but '
    || case
        when not is_read then 'the field is not there'
        else coalesce(stated, 'nothing') || ' is read'
    end
    || ' now; look at the source: end the correction in the seed corrections with the day from '
    || 'which it no longer counts (reviewed_to), or mend it' as message
from compared
where not is_read
    or coalesce(stated, '') <> coalesce(expected_text, '')
