"""The same threshold in float32 is so coarse that a neuron of weights 1e-7, which is nothing unusual
after weight decay, counts as dead."""
import numpy as np

from trap import jacobian, save

first = np.array([[0.5, -0.25], [1e-7, 1e-7]], dtype=np.float32)
second = np.array([[1.0, -1e-7]], dtype=np.float32)
save("float32-rank", "float32",
     [{"id": "matrix_rank", "kind": "jacobian_rank",
       "value": int(np.linalg.matrix_rank(jacobian(first, second)))}],
     [first, second])
