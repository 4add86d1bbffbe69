"""What flows through the pipeline (`found`) and what is published (`tables`, `document`)."""

VERSION = "0.1.0"
"""Version of the software."""

SCHEMA_VERSION = "1.0.0"
"""Version of the published records; minor: fields are added, major: a field goes or changes its meaning."""
