"""What works off the GUI thread: workers, reading, prediction, waiting."""
