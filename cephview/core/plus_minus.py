"""What ± means, the same everywhere: two readings in three (68 %) lie within it, more than nineteen in twenty within
twice as much.

Of a value (an angle, a length, a ratio) that is its standard deviation; of a landmark a radius about its point. Models
expect a mean radial error, readers have an SD along either axis: errors taken as round and Gaussian, the one gives the
radius as the other does.
"""

from __future__ import annotations

import math

# The share within one SD of a normal value.
WITHIN = math.erf(1 / math.sqrt(2))
# The mean length of a vector whose two components have SD 1, and the length that WITHIN of them lie below (Rayleigh).
MEAN_RADIUS = math.sqrt(math.pi / 2)
RADIUS_OF_SD = math.sqrt(-2 * math.log(1 - WITHIN))
RADIUS_OF_MEAN = RADIUS_OF_SD / MEAN_RADIUS
