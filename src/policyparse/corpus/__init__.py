"""Many documents: inventory → shards → one release, on every core, resumable at any moment."""
