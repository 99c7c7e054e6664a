"""International Merchandise Trade Statistics of the IMF (dataflow IMTS), SDMX 3.0."""
