"""A monitor in a training loop, against sums of fractions."""
import copy
import pickle
import threading
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
        net[0].weight = torch.nn.Parameter(torch.ones(3, 5))
        for _ in range(2):  # not only at the first call
            with self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn("0.weight", str(caught.exception))

    def test_views_of_the_same_memory(self):
        net = network(3, 3, 1)
        start = balances(net)
        monitor = isthmus.Monitor(net, every=0)
        net[0].weight.data = net[0].weight.data.t()
        self.assertEqual(monitor().drift, drift(start, balances(net)))
        self.assertGreater(monitor().drift, 0)

    def test_layers_that_are_replaced(self):
        net = network(2, 3, 3, 1)
        start = balances(net)
        monitor = isthmus.Monitor(net, every=0)
        net[2] = torch.nn.Linear(3, 3)
        self.assertGreater(monitor().drift, 0)
        self.assertEqual(monitor().drift, drift(start, balances(net)))
        with torch.no_grad():
            net[2].weight.mul_(2)
        self.assertEqual(monitor().drift, drift(start, balances(net)))

    def expect_refusal(self, change, *words):
        net = network(2, 3, 3, 1)
        monitor = isthmus.Monitor(net, every=0)
        change(net)
        for _ in range(2):
            with self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            for word in words:
                self.assertIn(word, str(caught.exception))
        self.assertEqual(len(monitor.records), 0)

    def test_another_make_up(self):
        nn = torch.nn
        self.expect_refusal(lambda net: net.__delitem__(4), "'4'", "gone")
        self.expect_refusal(lambda net: net.__setitem__(2, nn.Linear(3, 3, bias=False)), "'2'", "weight")
        self.expect_refusal(lambda net: net.__setitem__(3, nn.Tanh()), "'3'", "ReLU", "Tanh")
        self.expect_refusal(lambda net: net.__setitem__(2, nn.Sequential(nn.Linear(3, 3))), "'2'", "Sequential")
        self.expect_refusal(lambda net: net.append(nn.Linear(1, 1)), "'5'")
        self.expect_refusal(lambda net: nn.utils.weight_norm(net[2]), "'2'", "weight_g")
        self.expect_refusal(lambda net: nn.utils.prune.l1_unstructured(net[2], "weight", 2), "'2'", "weight_orig")
        self.expect_refusal(lambda net: nn.utils.parametrize.register_parametrization(net[2], "weight", nn.Identity()), "'2'")
        self.expect_refusal(lambda net: setattr(net[2], "bias", None), "'2'")

    def test_dicts_of_another_make_up(self):
        for change in (lambda x: x.pop("b"), lambda x: x.update(c=numpy.ones(1))):
            weights = {"a": numpy.ones((2, 2)), "b": numpy.ones((1, 2))}
            monitor = isthmus.Monitor(weights, every=0)
            change(weights)
            with self.assertRaises(isthmus.BadInput):
                monitor()
        weights = {"a": numpy.ones((2, 2)), "b": numpy.ones((1, 2))}
        monitor = isthmus.Monitor(weights, every=0)
        weights["a"] = weights["a"] * 2
        self.assertEqual(monitor().drift, 6)
        weights["a"] = [[2.0, 2.0], [2.0, 2.0]]
        with self.assertRaises(isthmus.BadInput):
            monitor()

    def test_weights_that_become_tied(self):
        net = network(3, 3, 3, 1)
        monitor = isthmus.Monitor(net, every=0)
        net[2].weight = net[0].weight
        for _ in range(2):
            with self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn("'0.weight' and '2.weight' share memory", str(caught.exception))
        net[2].weight = torch.nn.Parameter(net[0].weight.detach().clone())
        self.assertGreater(monitor().drift, 0)

    def test_pruned_arrays(self):
        random = numpy.random.default_rng(3)
        for kind in ("float16", ">f8", "float32"):
            orig, mask = random.normal(size=(3, 2)).astype(kind), numpy.array([[1, 0], [1, 1], [0, 1]], "float32")
            for held, masks in [(orig.copy(), mask), (orig.copy(), torch.from_numpy(mask)),
                                (torch.from_numpy(orig.astype(orig.dtype.newbyteorder("="))), mask)]:
                weights = {"a.weight_orig": held, "a.weight_mask": masks, "b": numpy.ones((1, 3), "float32")}
                monitor = isthmus.Monitor(weights, every=0)
                held[0, 0], held[0, 1] = 4, 5
                self.assertEqual(monitor().drift, abs(16 - Fraction(float(orig[0, 0])) ** 2))
                weights["a.weight_mask"] = 1 - masks
                with self.assertRaises(isthmus.BadInput):
                    monitor()

    def test_pruned_layers(self):
        prune = torch.nn.utils.prune
        net = network(4, 6, 1)
        for layer in (net[0], net[2]):
            prune.l1_unstructured(layer, "weight", 2)
            prune.l1_unstructured(layer, "weight", 1)
        with torch.no_grad():  # what the masks leave out may hold anything
            net[0].weight_orig[net[0].weight_mask == 0] = 7
        net(torch.ones(1, 4))
        start = balances(net)
        monitor = isthmus.Monitor(net, every=1)
        self.assertEqual(monitor.laws, 6)
        self.assertEqual([(lock.name, lock.bound) for lock in monitor.locks],
                         [(lock.name, lock.bound) for lock in isthmus.analyze(net).components.locked])
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        batch = torch.randn(16, 4)
        for _ in range(3):
            optimizer.zero_grad()
            (net(batch) ** 2).mean().backward()
            optimizer.step()
            net(batch)  # which computes the weights anew
            record = monitor()
            self.assertEqual(record.drift, drift(start, balances(net)))
            self.assertEqual(record.distance_squared, isthmus.analyze(net).point.distance_squared)
        self.assertGreater(record.drift, 0)
        net[0].weight_mask[0, 0] = 1 - net[0].weight_mask[0, 0]
        with self.assertRaises(isthmus.BadInput) as caught:
            monitor()
        self.assertIn("mask", str(caught.exception))

    def test_pruned_weights_of_another_shape(self):
        net = network(3, 4, 1)
        torch.nn.utils.prune.l1_unstructured(net[0], "weight", 3)
        monitor = isthmus.Monitor(net)
        for shape in [(3,), (1, 3), (4, 1), (3, 4), ()]:
            net[0].weight_orig = torch.nn.Parameter(torch.ones(shape))
            with self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn("0.weight", str(caught.exception))
            self.assertIn("shape", str(caught.exception))
        net[0].weight_orig = torch.nn.Parameter(torch.ones(4, 3))
        self.assertEqual(monitor().call, 0)

        weights = {"a_orig": numpy.ones((2, 2)), "a_mask": numpy.eye(2), "b": numpy.ones((1, 2))}
        monitor = isthmus.Monitor(weights)
        for value in [numpy.ones(2), numpy.ones((1, 2)), numpy.ones((3, 2)), "x", None, numpy.ones((2, 2), int),
                      numpy.full((2, 2), "x"), torch.ones(2), numpy.ma.masked_array(numpy.ones((2, 2)))]:
            weights["a_orig"] = value
            with self.subTest(value), self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn("'a'", str(caught.exception))
        weights["a_orig"] = numpy.ones((2, 2))
        for mask in ["x", None, numpy.ones((1, 2)), torch.eye(2).to_sparse(), torch.eye(2, device="meta")]:
            weights["a_mask"] = mask
            with self.subTest(mask), self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn("'a'", str(caught.exception))
        for mask in [numpy.eye(2, dtype=bool), torch.eye(2)]:
            weights["a_mask"] = mask
            self.assertEqual(monitor().drift, 0)

    def test_arrays_that_cannot_be_read(self):
        weights = {"a": torch.eye(2), "b": numpy.ones((1, 2))}
        monitor = isthmus.Monitor(weights)
        for value, word in [(torch.eye(2).to_sparse(), "dense"),
                            (torch.eye(2, device="meta"), "no numbers"), (torch.nn.ReLU(), "no array"), (None, "no array"),
                            (torch.quantize_per_tensor(torch.eye(2), 1.0, 0, torch.qint8), "quantized"),
                            (torch.nn.UninitializedParameter(), "no numbers")]:
            weights["a"] = value
            with self.subTest(word), self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn(word, str(caught.exception))
        weights["a"] = torch.eye(2)
        self.assertEqual(monitor().drift, 0)

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
        for x, how in [("mlp:2-2-1", {}), (net, {"every": -1}), (net, {"jobs": 0}), ({"nodes": []}, {}), (net, {"every": None}),
                       (net, {"every": 1.5}), (net, {"every": True}), (net, {"keep": -1}), (net, {"keep": "all"})]:
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

    def test_one_monitor_in_many_threads(self):
        net = torch.nn.Sequential(torch.nn.Linear(700, 700), torch.nn.ReLU(), torch.nn.Linear(700, 1))
        torch.nn.utils.prune.l1_unstructured(net[0], "weight", 1000)
        monitor = isthmus.Monitor(net, every=0)
        twins = []

        def work(copies):
            for _ in range(10):
                monitor()
                if copies:
                    twins.append(copy.deepcopy(monitor))

        threads = [threading.Thread(target=work, args=(i == 0,)) for i in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([record.call for record in monitor.records], list(range(60)))
        self.assertEqual({record.drift for record in monitor.records}, {0})
        for twin in twins:
            calls = len(twin.records)
            self.assertEqual((twin().call, len(twin.records)), (calls, calls + 1))
        net.monitor = monitor
        twin = copy.deepcopy(monitor)
        self.assertIs(twin._live.home._module.monitor, twin)
        self.assertIsNot(twin, monitor)

    def test_records_are_data(self):
        net = network(2, 3, 1)
        monitor = isthmus.Monitor(net, every=2)
        monitor()
        with torch.no_grad():
            net[0].weight.mul_(1.5)
        monitor()
        for record in monitor.records:
            for twin in (pickle.loads(pickle.dumps(record)), copy.copy(record), copy.deepcopy(record)):
                self.assertEqual(twin.to_dict(), record.to_dict())
                self.assertEqual(twin, record)
                self.assertEqual(repr(twin), repr(record))
                self.assertEqual(hash(twin), hash(record))
        self.assertNotEqual(*monitor.records)
        self.assertEqual(pickle.loads(pickle.dumps(monitor.locks)), monitor.locks)
        with self.assertRaises(TypeError) as caught:
            pickle.dumps(monitor)
        self.assertIn("records", str(caught.exception))

    def test_copies_of_monitors_of_pruned_modules(self):
        net = network(2, 3, 1)
        torch.nn.utils.prune.l1_unstructured(net[0], "weight", 2)
        net(torch.ones(1, 2))  # the module holds what it has computed
        monitor = isthmus.Monitor(net, every=0)
        twin = copy.deepcopy(monitor)
        inner = twin._live.home._module
        with torch.no_grad():
            inner[0].weight_orig.mul_(2)
        inner(torch.ones(1, 2)).sum().backward()
        self.assertEqual(monitor().drift, 0)
        self.assertEqual(twin().drift, drift(balances(net), balances(inner)))
        held = {"a": torch.ones(2, 2, requires_grad=True) * 2, "b": numpy.ones((1, 2))}
        twin = copy.deepcopy(isthmus.Monitor(held, every=0))
        with torch.no_grad():
            held["a"].mul_(3)
        self.assertEqual(twin().drift, 0)

    def test_a_drift_that_no_float_is_near_to(self):
        for weight, shown in ((1e-300, "drift ≈1e-600"), (3e200, "drift ≈9e+400"), (2e-160, "drift ≈4e-320"), (1.5, "drift 2.25"),
                              (0.0, "drift 0,")):
            held = {"l1": numpy.zeros((1, 1)), "l2": numpy.zeros((1, 1))}
            monitor = isthmus.Monitor(held)
            held["l1"][0, 0] = weight
            self.assertIn(shown, repr(monitor()))
            self.assertIn(f"<td>{shown[6:].strip(',')}</td>", monitor._repr_html_())

    def test_copies_of_what_holds_a_monitor(self):
        class Trainer:
            def __init__(self):
                self.monitor = isthmus.Monitor(network(2, 3, 1), every=0)
                self.net = self.monitor._live.home._module

        trainer = Trainer()
        trainer.monitor()
        twin = copy.deepcopy(trainer)
        self.assertIsNot(twin.net, trainer.net)
        with torch.no_grad():
            twin.net[0].weight.mul_(2)
        self.assertEqual(trainer.monitor().drift, 0)
        record = twin.monitor()
        self.assertEqual(record.drift, drift(balances(trainer.net), balances(twin.net)))
        self.assertEqual((record.call, len(twin.monitor.records), len(trainer.monitor.records)), (1, 2, 2))
        shallow = copy.copy(trainer.monitor)
        trainer.net[0].weight = torch.nn.Parameter(trainer.net[0].weight.detach() * 3)
        self.assertEqual(shallow().drift, trainer.monitor().drift)
        self.assertGreater(shallow().drift, 0)


if __name__ == "__main__":
    unittest.main()
