"""numpy.linalg.matrix_rank drops singular values below max(m, n) eps sigma_max. The weights of one
neuron are that small, but not 0: the rank is 3, and no point with such weights is singular."""
import numpy as np

from trap import jacobian, save

first = np.array([[0.5, -0.25], [0.75, 0.5], [1e-16, 2e-16]])
second = np.array([[1.0, -0.5, 1e-16]])
rank = np.linalg.matrix_rank(jacobian(first, second))
save("tiny-neuron", "float64",
     [{"id": "matrix_rank", "kind": "jacobian_rank", "value": int(rank)},
      {"id": "rank below 3", "kind": "singular", "value": bool(rank < 3)}],
     [first, second])
