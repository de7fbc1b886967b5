"""Singular values as square roots of the eigenvalues of J J^T: squaring loses half of the digits, and
what is left of the least eigenvalue is rounding error, of either sign. The SVD of J itself
does better, but its errors are relative to the largest value: of the least one half of the digits are wrong, though the
weights determine all of them."""
import numpy as np

from trap import jacobian, number, save

# One strong weight joins two neurons that only weak ones join to the rest.
first = np.array([[1e-9, 2e-9], [1.0, -1.0]])
second = np.array([[1.0, 1e-9], [3e-9, 0.75]])
third = np.array([[2e-9, 0.25]])
weights = [first, second, third]
columns = []
for layer, w in enumerate(weights):
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            column = np.zeros(4)
            if layer < 2:
                column[2 * layer + i] += 2 * w[i, j]
            if layer > 0:
                column[2 * (layer - 1) + j] -= 2 * w[i, j]
            columns.append(column)
j = np.array(columns).T
with np.errstate(invalid="ignore"):
    squared = np.sqrt(np.linalg.eigvalsh(j @ j.T))
values = np.linalg.svd(j, compute_uv=False)
save("squared-condition", "float64",
     [{"id": "from J J^T", "kind": "singular_values", "which": "smallest",
       "values": [number(squared[0])]},
      {"id": "svd", "kind": "singular_values", "values": [number(v) for v in values]}],
     weights)
