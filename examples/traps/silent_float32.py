"""The weights of a file are float32, numpy keeps that type in sums, and the report says float64: eight
digits of the balance are not there."""
import numpy as np

from trap import balances, by_node, save

random = np.random.default_rng(11)
first = random.normal(size=(3, 64)).astype(np.float32)
second = random.normal(size=(1, 3)).astype(np.float32)
right = balances(first.astype(np.float64), second.astype(np.float64))
save("silent-float32", "float64",
     [{"id": "sums in float32", "kind": "balances", "values": by_node(balances(first, second))},
      {"id": "sums in float64", "kind": "balances", "values": by_node(right)}],
     [first, second])
