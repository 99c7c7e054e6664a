with

observations as (

    select * from {{ ref('int_observation') }}
    where recorded_to = {{ open_end() }}
        and origin = 'observation'
        and measure = 'value'
        and flow in ('export', 'import')

),

monthly as (

    select * from {{ ref('stg_rosstat_trade') }}

),

annual as (

    select * from {{ ref('stg_rosstat_annual') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

acknowledgements as (

    select * from {{ ref('acknowledgements') }}
    where kind = 'coverage'

),

-- Of one period an answer took back everything that it was asked for of two partners.
withdrawn as (

    select
        source,
        reporter,
        partner,
        period_start,
        period_end,
        'withdrawn' as kind,
        max(document_key) as document_key,
        max(recorded_from) as lost_at
    from observations
    group by source, reporter, partner, period_start, period_end
    having min(case when is_withdrawn then 1 else 0 end) = 1

),

workbook_cells as (

    select
        'monthly' as workbook,
        document_key,
        reporter,
        partner,
        period_start,
        period_end
    from monthly

    union all

    select
        'annual' as workbook,
        document_key,
        reporter,
        partner,
        period_start,
        period_end
    from annual

),

partners as (

    select
        workbook,
        document_key,
        reporter,
        partner,
        min(period_start) as period_start,
        max(period_end) as period_end
    from workbook_cells
    group by workbook, document_key, reporter, partner

),

workbooks as (

    select distinct
        workbook,
        document_key
    from partners

),

-- Nobody asks a workbook for partners: each of its editions answers for those of the one before.
editions as (

    select
        workbooks.workbook,
        workbooks.document_key,
        documents.recorded_from,
        row_number() over (
            partition by workbooks.workbook
            order by
                coalesce(documents.stated_published_at, documents.recorded_from) desc,
                documents.recorded_from desc,
                documents.document_key desc
        ) as edition_no
    from workbooks
    inner join documents
        on workbooks.document_key = documents.document_key

),

left_out as (

    select
        'rosstat' as source,
        partners.reporter,
        partners.partner,
        partners.period_start,
        partners.period_end,
        'left_out' as kind,
        newest.document_key,
        newest.recorded_from as lost_at
    from editions as newest
    inner join editions as before
        on newest.workbook = before.workbook
        and before.edition_no = 2
    inner join partners
        on before.document_key = partners.document_key
    left join partners as kept
        on newest.document_key = kept.document_key
        and partners.reporter = kept.reporter
        and partners.partner = kept.partner
    where newest.edition_no = 1
        and kept.partner is null

),

lost as (

    select * from withdrawn
    union all
    select * from left_out

),

-- A person may say that it is meant; the latest word counts.
judged as (

    select
        lost.*,
        acknowledgements.reason,
        row_number() over (
            partition by
                lost.source, lost.reporter, lost.partner, lost.period_start, lost.period_end,
                lost.kind, lost.document_key
            order by acknowledgements.acknowledged_on desc, acknowledgements.reason asc
        ) as choice
    from lost
    left join acknowledgements
        on lost.source = acknowledgements.source
        and lost.reporter = acknowledgements.reporter
        and lost.partner = coalesce(acknowledgements.partner, lost.partner)
        and lost.period_start >= acknowledgements.period_from
        and lost.period_end <= coalesce(acknowledgements.period_to, lost.period_end)

),

final as (

    select
        source,
        reporter,
        partner,
        period_start,
        period_end,
        {{ period_key('period_start', 'period_end') }} as period_key,
        kind,
        document_key,
        lost_at,
        reason is not null as is_acknowledged,
        reason
    from judged
    where choice = 1

)

select * from final
