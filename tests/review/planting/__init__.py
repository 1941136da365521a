"""Planted causes of a high error, and the sound sets beside them: what a diagnosis has to find, and to leave alone."""
