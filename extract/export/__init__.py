"""A run -> its export: the facts contract, or tidy tables as JSON, CSV or Parquet."""
