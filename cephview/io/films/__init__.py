"""Radiographs as files: pixels, headers, folders and names of films.

Raise READING_VERSION with every change after which a film of the same bytes has other pixels, another grey range or
lies another way: what was kept of a film (predictions, thumbnails) holds for the version that it was read by.
"""

READING_VERSION = 1
