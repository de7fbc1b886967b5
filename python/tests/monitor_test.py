"""A monitor in a training loop, against sums of fractions."""
import unittest
from fractions import Fraction

import numpy
import torch

import isthmus


def network(*widths):
    torch.manual_seed(2)
    layers = []
    for before, after in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(before, after), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def balances(net):
    """By name of the node, from fractions."""
    layers = [layer for layer in net if isinstance(layer, torch.nn.Linear)]
    names = [name for name, layer in net.named_children() if isinstance(layer, torch.nn.Linear)]
    found = {}
    for name, layer, after in zip(names, layers, layers[1:]):
        for i in range(layer.out_features):
            into = [*layer.weight[i].tolist(), layer.bias[i].item()]
            out = after.weight[:, i].tolist()
            found[f"{name}[{i}]"] = sum(Fraction(x) ** 2 for x in into) - sum(Fraction(x) ** 2 for x in out)
    return found


def drift(start, now):
    return max(abs(now[name] - start[name]) for name in start)


class Training(unittest.TestCase):
    def test_drift_of_gradient_descent(self):
        net = network(3, 4, 4, 1)
        start = balances(net)
        monitor = isthmus.Monitor(net, every=3)
        self.assertEqual(monitor.laws, 8)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        batch = torch.randn(16, 3)
        self.assertEqual(monitor().drift, 0)
        for call in range(1, 7):
            optimizer.zero_grad()
            (net(batch) ** 2).mean().backward()
            optimizer.step()
            record = monitor()
            self.assertEqual(record.call, call)
            self.assertEqual(record.drift, drift(start, balances(net)))
            self.assertEqual(record.drift_float, float(record.drift))
            self.assertEqual(abs(balances(net)[record.drifted] - start[record.drifted]), record.drift)
            self.assertEqual(record.distance_squared is not None, call % 3 == 0)
            if call % 3 == 0:
                point = isthmus.analyze(net).point
                self.assertEqual(record.distance_squared, point.distance_squared)
                self.assertEqual(record.nearest_set, point.nearest_set)
        self.assertGreater(monitor.records[-1].drift, 0)
        self.assertEqual(len(monitor.records), 7)
        self.assertEqual(list(monitor.to_pandas()["call"]), list(range(7)))
        self.assertIn("<table>", monitor._repr_html_())

    def test_locks(self):
        net = torch.nn.Sequential(torch.nn.Linear(2, 3, bias=False), torch.nn.ReLU(), torch.nn.Linear(3, 1, bias=False))
        with torch.no_grad():
            net[0].weight.copy_(torch.tensor([[0.5, 0.0], [1.0, 1.0], [0.0, 0.25]]))
            net[2].weight.copy_(torch.tensor([[1.0, -0.5, -2.0]]))
        monitor = isthmus.Monitor(net)
        expected = isthmus.analyze(net).components.locked
        self.assertEqual([(lock.name, lock.bound, lock.sign) for lock in monitor.locks],
                         [(lock.name, lock.bound, lock.sign) for lock in expected])
        self.assertEqual(len(monitor.locks), 2)
        with torch.no_grad():
            net[2].weight[0, 2] = 0.5
        self.assertEqual(monitor().flipped, ["0[2]->2[0]"])

    def test_parameters_that_are_replaced(self):
        net = network(2, 3, 1)
        start = balances(net)
        monitor = isthmus.Monitor(net, every=0)
        net[0].weight.data = net[0].weight.data * 2
        self.assertEqual(monitor().drift, drift(start, balances(net)))
        net[2].weight = torch.nn.Parameter(torch.ones(1, 3))
        self.assertEqual(monitor().drift, drift(start, balances(net)))
        net.load_state_dict(network(2, 3, 1).state_dict())
        self.assertEqual(monitor().drift, 0)
        net[2] = torch.nn.Linear(3, 1)  # another layer is another module; the one that is watched has gone
        net[0].weight = torch.nn.Parameter(torch.ones(3, 5))
        with self.assertRaises(isthmus.BadInput) as caught:
            monitor()
        self.assertIn("0.weight", str(caught.exception))

    def test_arrays_that_must_be_copied_are_read_anew(self):
        weights = {"a": numpy.asfortranarray(numpy.eye(2)), "b": numpy.ones((1, 2), ">f4")}
        monitor = isthmus.Monitor(weights, every=0)
        weights["a"][0, 0] = 2
        self.assertEqual(monitor().drift, 3)
        weights["b"][0, 1] = 3
        self.assertEqual(monitor().drift, 8)

    def test_a_module_through_onnx(self):
        torch.manual_seed(0)
        net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(), torch.nn.Conv2d(2, 3, 2),
                                  torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(3, 1))
        batch = torch.randn(4, 1, 4, 4)
        monitor = isthmus.Monitor(net, input=batch, every=1)
        start = isthmus.analyze(net, input=batch)
        self.assertEqual(monitor().drift, 0)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.2)
        (net(batch) ** 2).mean().backward()
        optimizer.step()
        now = isthmus.analyze(net, input=batch)
        record = monitor()
        self.assertEqual(record.drift, drift(start.balance.values, now.balance.values))
        self.assertGreater(record.drift, 0)
        self.assertEqual(record.distance_squared, now.point.distance_squared)

    def test_non_finite_weights(self):
        net = network(2, 3, 1)
        monitor = isthmus.Monitor(net)
        with torch.no_grad():
            net[2].weight[0, 1] = float("inf")
        with self.assertRaises(isthmus.BadInput) as caught:
            monitor()
        self.assertIn("2.weight[0, 1]", str(caught.exception))
        self.assertEqual(len(monitor.records), 0)

    def test_arguments(self):
        net = network(2, 3, 1)
        for x, how in [("mlp:2-2-1", {}), (net, {"every": -1}), (net, {"jobs": 0}), ({"nodes": []}, {})]:
            with self.assertRaises(isthmus.BadUsage):
                isthmus.Monitor(x, **how)
        monitor = isthmus.Monitor(net, every=0, keep=2)
        for _ in range(5):
            monitor.step()
        self.assertEqual([record.call for record in monitor.records], [3, 4])

    def test_threads_do_not_show(self):
        net = network(40, 30, 20, 10)
        one, four = isthmus.Monitor(net, every=1), isthmus.Monitor(net, every=1, jobs=4)
        with torch.no_grad():
            for parameter in net.parameters():
                parameter.mul_(1.25)
        self.assertEqual(one().to_dict(), four().to_dict())


if __name__ == "__main__":
    unittest.main()
