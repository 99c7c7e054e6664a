"""The archive that ships with the package, and how it is made from committed content.

`content` holds figures and texts, `workbook`, `pages` and `documents` turn them into bodies, and
`make` writes the archive. Reading the archive is the business of `ingest.fetch.replay`.
"""
