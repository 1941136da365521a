"""DICOM radiographs: headers, pixels, greys, calibration, each read apart so that a header costs no decoder."""
