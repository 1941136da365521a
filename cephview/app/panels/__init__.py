"""The docks beside the film."""
