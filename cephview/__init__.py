"""CephView: cephalometric landmarks on lateral radiographs. A research tool, not a medical device."""

__version__ = "0.2.0"
