"""numpy.isclose(c, 0) allows 1e-8 by default. A balance of -1e-9 passes for 0, but the weight out of
that neuron can never change its sign."""
import numpy as np

from trap import balances, save

first = np.array([[1e-5, 2e-5], [0.5, 1.0]])
second = np.array([[4e-5, 0.75]])
c = balances(first, second)
locked = (c < 0) & ~np.isclose(c, 0)
save("isclose", "float64",
     [{"id": "no balance is clearly negative", "kind": "components",
       "value": str(2 ** int(locked.sum()))},
      {"id": "the weight out of the small neuron", "kind": "locked",
       "unlocked": [f"fc1[{i}]->fc2[0]" for i in range(2) if not locked[i]]}],
     [first, second])
