"""Official rates of the Bank of Russia: `live` asks, `read` makes rows of days and runs of days."""
