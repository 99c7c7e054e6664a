with

books as (

    select * from {{ source('reconciled', 'book') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

final as (

    select
        {{ hash_key(['books.book_key', 'books.as_of']) }} as book_row_key,
        books.book_key,
        books.reconciliation_key,
        books.slice_key,
        books.component_key,
        books.pair_group,
        books.books,
        books.valuation,
        books.status,
        books.period_key,
        books.unit,

        {{ money('books.low') }} as low,
        {{ money('books.high') }} as high,
        books.low_from,
        books.high_from,

        books.is_stated,
        dates.is_current,
        books.as_of,
        dates.known_from,
        dates.known_to
    from books
    inner join dates
        on books.pair_group = dates.pair_group
        and books.as_of = dates.as_of

)

select * from final
