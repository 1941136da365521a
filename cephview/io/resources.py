"""The files that travel with CephView, for all that reads files."""

from cephview.core.resources import resource

__all__ = ["resource"]
