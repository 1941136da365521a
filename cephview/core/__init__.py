"""The vocabulary of cephalometry: numpy and the standard library; no files, no Qt, no torch."""
