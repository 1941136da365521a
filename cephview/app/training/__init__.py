"""Training a model on one's own films, from the window: a process of its own does the work."""
