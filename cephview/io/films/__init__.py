"""Radiographs as files: pixels, headers, folders and names of films."""
