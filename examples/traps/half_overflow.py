"""The largest number of float16 is 65504: weights of 300 are fine, their squares are not, and
infinity minus infinity is not a number."""
import numpy as np

from trap import balances, by_node, save

first = np.array([[300, -20], [300, 400]], dtype=np.float16)
second = np.array([[3, 500]], dtype=np.float16)
with np.errstate(over="ignore", invalid="ignore"):
    c = balances(first, second)
save("half-overflow", "float16", [{"id": "float16 sums", "kind": "balances", "values": by_node(c)}],
     [first, second])
