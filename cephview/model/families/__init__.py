"""Families of checkpoints: one module each, which recognises, renames, builds and declares. The table is `registry`."""
