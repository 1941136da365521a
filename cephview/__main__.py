"""`python -m cephview` is `cephview`."""

import sys

from cephview.cli import main

if __name__ == "__main__":
    sys.exit(main())
