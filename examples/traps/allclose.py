"""One large step of gradient descent moves a balance from 4e-9 to -5e-9. numpy.allclose takes that
for conserved; the sign, and with it the set of locked weights, has changed."""
import numpy as np

from trap import balances, save, save_weights

first = np.array([[3e-5, 4e-5], [0.5, 1.0]])
second = np.array([[4.583e-5, 0.75]])
later = np.array([[5.5e-5, 0.75]])
save_weights("allclose-1", [first, later])
same = np.allclose(balances(first, second), balances(first, later))
claims = [{"id": "allclose", "kind": "conserved", "checkpoints": ["allclose.npz", "allclose-1.npz"]},
          {"id": "allclose to 1e-6", "kind": "conserved", "bound": 1e-6,
           "checkpoints": ["allclose.npz", "allclose-1.npz"]}]
save("allclose", "float64", claims if same else [], [first, second])
