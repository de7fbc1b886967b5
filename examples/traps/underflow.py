"""Squares of weights of 1e-30 are 0 in float32. The balance comes out as 0, the determinant of the
grounded Laplacian as 0, and a regular point as a singular one."""
import numpy as np

from trap import balances, by_node, number, save

first = np.array([[1e-30, 2e-30], [0.5, 0.25]], dtype=np.float32)
second = np.array([[3e-30, 1.0]], dtype=np.float32)
c = balances(first, second)
laplacian = np.diag((first**2).sum(axis=1) + (second**2).sum(axis=0))
save("underflow", "float32",
     [{"id": "float32 sums", "kind": "balances", "values": by_node(c)},
      {"id": "determinant 0", "kind": "singular", "value": bool(np.linalg.det(laplacian) == 0)},
      {"id": "least square that cuts a neuron off", "kind": "distance",
       "value": number(np.sqrt(laplacian.diagonal().min()))},
      {"id": "two for each negative balance", "kind": "components",
       "value": str(2 ** int((c < 0).sum()))}],
     [first, second])
