"""Official rates of the National Bank of the Republic of Belarus.

`live` asks for the list of currencies and then for runs of days; `read` makes rows of them.
A currency has several numbers (`Cur_ID`), one after another: generations.
"""
