"""The claim extractor measured: labelled corpus, scorer and peers."""
