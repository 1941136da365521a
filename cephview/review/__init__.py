"""The evaluation of a data set: predictor, progress and cancel are passed in."""
