"""Files in, files out. Everything that leaves this package is a type of `cephview.core`."""
