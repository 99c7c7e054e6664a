"""The only code that brings bytes into the house: fetching, and the archive of what was fetched.

`types` has the words, `publication` reads publication times, `archive` keeps bodies and manifest,
`replay` and `files` are two ways to fetch, and `collect` joins a way to fetch with the archive.
What the bytes mean is the business of `ingest.sources` and `ingest.news`.
"""
