"""The evaluation window: a model or a file of predictions against readers, and readers against one another."""
