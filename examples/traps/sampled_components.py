"""Points of M(c) are drawn by flipping signs and moving along the variety, and counted by the signs
of the weights out: fifty draws do not meet all 64 components."""
import numpy as np

from trap import save

random = np.random.default_rng(2)
first = random.normal(size=(6, 2)) * 0.1
second = np.abs(random.normal(size=(1, 6))) + 1
seen = set()
for _ in range(50):
    seen.add(tuple(random.integers(0, 2, size=6)))
save("sampled-components", "float64",
     [{"id": "sign patterns in 50 draws", "kind": "components", "value": str(len(seen))}],
     [first, second])
