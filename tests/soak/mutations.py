"""Read 5,000 damaged files of every format that CephView reads; see `tests/io/mutate_files.py`.

python tests/soak/mutations.py --count 5000
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "io"))

from mutate_files import main

if __name__ == "__main__":
    if "--count" not in sys.argv:
        sys.argv += ["--count", "5000"]
    sys.exit(main())
