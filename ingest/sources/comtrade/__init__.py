"""UN Comtrade, version 1 of its interface: what is asked, and how answers are read.

`live` asks (through `plan` and `address`), `envelope` opens an answer, `read` makes rows of it.
"""
