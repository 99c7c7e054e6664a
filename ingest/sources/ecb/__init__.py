"""Reference rates of the European Central Bank, dollars for a euro only.

EUR/RUB was last set on 1 March 2022 and is suspended since; there is no rate of BYN.
"""
