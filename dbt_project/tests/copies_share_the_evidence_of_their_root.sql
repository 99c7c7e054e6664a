-- What a copy says is evidence of its root, and a root is no copy.

select
    copies.document_key,
    copies.root_document_key
from {{ ref('dim_document') }} as copies
left join {{ ref('dim_document') }} as roots
    on copies.root_document_key = roots.document_key
where roots.document_key is null
    or roots.is_copy and roots.root_document_key <> copies.root_document_key
    or copies.evidence_key <> roots.evidence_key
