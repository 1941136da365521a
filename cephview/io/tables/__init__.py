"""Tables that people open: points, measurements, calibrations."""
