"""The training of a model on films with readings."""
