"""After a balanced initialisation, both sums of squares of a neuron are nearly the same, and their
difference is smaller than the rounding errors of float32. Its sign decides what is locked."""
import numpy as np

from trap import balances, by_node, save

random = np.random.default_rng(5)
first = random.normal(size=(4, 100)).astype(np.float32)
second = np.sqrt((first.astype(np.float64) ** 2).sum(axis=1))[None, :].astype(np.float32)
c = balances(first, second)
# A weight out of a neuron is locked if the balance is negative.
save("cancelling-sums", "float32",
     [{"id": "float32 sums", "kind": "balances", "values": by_node(c)},
      {"id": "two for each negative balance", "kind": "components",
       "value": str(2 ** int((c < 0).sum()))}],
     [first, second])
