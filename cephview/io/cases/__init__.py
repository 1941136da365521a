"""The work on a film as files: case, journal, lock, finding it again, kept predictions."""
