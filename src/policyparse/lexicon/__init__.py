"""What is known, as data: each file is a table of rows with a schema, loaded once when first needed."""
