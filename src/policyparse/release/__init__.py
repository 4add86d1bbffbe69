"""Documents → a release and back: JSON, YAML, tables, Parquet, schema, checksums; build, load, verify.

Nothing is imported here: a command that prints one document as JSON must not load Arrow.
"""
