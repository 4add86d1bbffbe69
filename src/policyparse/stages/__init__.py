"""One folder or file per stage of the way of a document; siblings never import one another."""
