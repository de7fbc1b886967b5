"""Unlocking in place: the same function, fewer locks, all or nothing."""
import copy
import json
import tempfile
import unittest
from decimal import Decimal
from fractions import Fraction
from unittest import mock

import networkx
import numpy
import torch

import isthmus
from common import SOURCE, program


def locked_chain():
    """Every neuron's out-weight is locked: its square is larger than all in-weights together."""
    torch.manual_seed(5)
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    with torch.no_grad():
        net[0].weight.mul_(0.1)
        net[0].bias.mul_(0.1)
        net[2].weight.mul_(8)
    return net


def bits(net):
    return {name: value.clone() for name, value in net.state_dict().items()}


class InPlace(unittest.TestCase):
    def test_a_module(self):
        net, batch = locked_chain(), torch.randn(50, 3)
        before, output = bits(net), net(batch)
        addresses = [parameter.data_ptr() for parameter in net.parameters()]
        locks = len(isthmus.analyze(net).components.locked)
        report = isthmus.unlock_(net)
        self.assertEqual((report.locks_before, report.locks_after), (locks, 0))
        self.assertGreater(locks, 0)
        self.assertEqual(isthmus.analyze(net).components.locked, [])
        self.assertTrue(torch.equal(net(batch), output))
        self.assertEqual([parameter.data_ptr() for parameter in net.parameters()], addresses)
        for name, exponent in report.exponents.items():
            row = int(name[2:-1])
            self.assertTrue(torch.equal(net[0].weight[row], before["0.weight"][row] * 2.0**exponent))
            self.assertTrue(torch.equal(net[2].weight[:, row], before["2.weight"][:, row] / 2.0**exponent))

    def test_the_report_is_that_of_the_program(self):
        arrays = {name: value.numpy() for name, value in locked_chain().state_dict().items()}
        with tempfile.TemporaryDirectory() as folder:
            numpy.savez(f"{folder}/w.npz", **arrays)
            said = json.loads(program("unlock", "--json", f"{folder}/w.npz", "-o", f"{folder}/better.npz"))
            better = dict(numpy.load(f"{folder}/better.npz"))
        ours = json.loads(isthmus.unlock_(arrays).json)
        for report in (said, ours):
            for key in ("network", "file", "verified"):
                report.pop(key, None)
        self.assertEqual(ours, said)
        for name, array in better.items():
            numpy.testing.assert_array_equal(arrays[name], array)

    def test_balanced(self):
        net = locked_chain()
        before = isthmus.analyze(net)
        report = isthmus.unlock_(net, target="balanced")
        self.assertLess(report.total_after, report.total_before)
        self.assertNotEqual(before.balance.values, isthmus.analyze(net).balance.values)

    def test_dtypes_and_layouts(self):
        for kind in (torch.float16, torch.bfloat16, torch.float64):
            net = locked_chain().to(kind)
            before = bits(net)
            self.assertEqual(isthmus.unlock_(net).locks_after, 0)
            self.assertFalse(torch.equal(net[2].weight, before["2.weight"]))
        arrays = {"a": numpy.asfortranarray([[1.0, 0.5], [0.5, 1.0]]), "b": numpy.array([[8.0, 8.0]], ">f4")}
        product = arrays["b"] @ arrays["a"]
        self.assertEqual(isthmus.unlock_(arrays).locks_after, 0)
        numpy.testing.assert_array_equal(arrays["b"] @ arrays["a"], product)
        self.assertNotEqual(arrays["b"][0, 0], 8)

    def test_a_module_through_onnx(self):
        torch.manual_seed(1)
        net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 2, bias=False), torch.nn.ReLU(), torch.nn.Flatten(),
                                  torch.nn.Linear(2, 1))
        with torch.no_grad():
            net[3].weight.mul_(16)
        batch = torch.randn(9, 1, 2, 2)
        output = net(batch)
        report = isthmus.unlock_(net, input=batch)
        self.assertGreater(report.locks_before, report.locks_after)
        self.assertTrue(torch.equal(net(batch), output))

    def test_frozen_layers_stay(self):
        net = locked_chain()
        net[2].weight.requires_grad_(False)
        before = bits(net)
        isthmus.unlock_(net)
        self.assertTrue(torch.equal(net[2].weight, before["2.weight"]))

    def test_autograd_notices(self):
        net = locked_chain()
        loss = net(torch.randn(4, 3)).sum()
        isthmus.unlock_(net)
        with self.assertRaises(RuntimeError):
            loss.backward()


class WrittenDown(unittest.TestCase):
    def test_a_graph(self):
        graph = networkx.MultiDiGraph(name="n", colour="red", balance={"h": -14})
        for weight in (numpy.float32(1), 1):
            graph.add_edge("x", "h", weight=weight)
        graph.add_edge("h", "y", weight=Fraction(4), label="out")
        before = copy.deepcopy(list(graph.edges(data=True)))
        report = isthmus.unlock(graph)
        self.assertEqual((report.locks_before, report.locks_after), (1, 0))
        better = report.unlocked
        self.assertIs(type(better), networkx.MultiDiGraph)
        self.assertEqual([data for _, _, data in better.edges(data=True)],
                         [{"weight": 2}, {"weight": 2}, {"weight": Fraction(2), "label": "out"}])
        self.assertEqual([type(weight) for *_, weight in better.edges(data="weight")], [numpy.float32, int, Fraction])
        self.assertEqual(better.graph, {"name": "n", "colour": "red", "balance": {"h": 4}})
        self.assertEqual(isthmus.analyze(better).components.locked, [])
        self.assertEqual(list(graph.edges(data=True)), before)
        self.assertEqual(graph.graph["balance"], {"h": -14})

    def test_a_dict_and_a_file(self):
        path = SOURCE / "examples/scalar-mlp.json"
        network = json.loads(path.read_text())
        before = copy.deepcopy(network)
        better = isthmus.unlock(network).unlocked
        self.assertEqual(network, before)
        self.assertEqual({**better, "edges": 0}, {**network, "edges": 0})
        with tempfile.TemporaryDirectory() as folder:
            program("unlock", path, "-o", f"{folder}/better.json")
            said = isthmus.analyze(f"{folder}/better.json")
        self.assertEqual(isthmus.analyze(better).json, said.json)
        self.assertEqual(isthmus.analyze(isthmus.unlock(path).unlocked).json, said.json)
        self.assertEqual(isthmus.equivalent(better, network).answer, "yes")

    def test_bundles_and_types(self):
        like = isthmus._graphs._like
        for before, now, after in [(1, "1/2", Fraction(1, 2)), (2, "4", 4), (0.5, "1/4", 0.25), (0.5, "1/3", Fraction(1, 3)),
                                   (Decimal("0.1"), "1/5", Decimal("0.2")), (Decimal(1), "1/3", Fraction(1, 3)),
                                   ("1/2", "1/4", "1/4"), ([1.0, 2], ["2", "4"], [2.0, 4]), (1e-320, "1/3", Fraction(1, 3)),
                                   (1.0, str(2**2000), Fraction(2**2000)), (numpy.float16(1), "1/2", numpy.float16(0.5))]:
            self.assertEqual(like(before, now), after)
            self.assertIs(type(like(before, now)), type(after))
        graph = networkx.DiGraph()
        graph.add_edge("x", "h", multiplicity=2, weights=[1.0, 1.0])
        graph.add_edge("h", "y", weight=8.0)
        better = isthmus.unlock(graph).unlocked
        self.assertEqual(better.edges["x", "h"]["weights"], [4.0, 4.0])
        self.assertEqual(better.edges["h", "y"]["weight"], 2.0)
        self.assertEqual(isthmus.analyze(better).balance.values, {"h": 28})

    def test_lists_and_arrays_of_weights(self):
        def network(into, out, multiplicity=1):
            return {"nodes": [{"id": "x", "role": "input"}, {"id": "h", "role": "hidden"}, {"id": "y", "role": "output"}],
                    "edges": [{"from": "x", "to": "h", "weights": into, "multiplicity": multiplicity},
                              {"from": "h", "to": "y", "weight": out}]}

        def first(weights, out, **how):
            unlocked = isthmus.unlock(network(weights, out, **how)).unlocked["edges"][0]
            self.assertNotIn("weight", unlocked)
            return unlocked["weights"]

        self.assertEqual(first(["3/2"], "6"), ["3"])
        for array in (numpy.array([1.5, 2.0], "float32"), torch.tensor([1.5, 2.0])):
            now = first(array, 12.0, multiplicity=2)
            self.assertIs(type(now), type(array))
            self.assertEqual((now.dtype, now.tolist(), array.tolist()), (array.dtype, [6, 8], [1.5, 2]))
        for whole in (numpy.array([2, 1]), torch.tensor([2, 1])):
            self.assertEqual(isthmus._graphs._like(whole, ["4", "2"]).tolist(), [4, 2])
            self.assertEqual(isthmus._graphs._like(whole, ["1", "1/2"]), [1, Fraction(1, 2)])
        self.assertEqual(first((1.5, 2), 12, multiplicity=2), [6.0, 8])
        graph = networkx.DiGraph()
        graph.add_edge("x", "h", weights=[1.5])
        graph.add_edge("h", "y", weight=numpy.array(6.0))
        better = isthmus.unlock(graph).unlocked
        self.assertEqual(better.edges["x", "h"], {"weights": [3.0]})
        self.assertEqual(better.edges["h", "y"]["weight"].tolist(), 3.0)

    def test_models_are_unlocked_in_place(self):
        self.assertIsNone(isthmus.unlock(locked_chain()).unlocked)


class Nothing(unittest.TestCase):
    def test_a_failure_leaves_all_as_it_was(self):
        net = locked_chain()
        before = bits(net)
        from isthmus import _unlock
        good, calls = _unlock._Place.write, []

        def fails(place):
            calls.append(place)
            if len(calls) == 2:
                place._put(bytes(len(place._numbers)))  # half done
                raise MemoryError
            good(place)

        with mock.patch.object(_unlock._Place, "write", fails), self.assertRaises(MemoryError):
            isthmus.unlock_(net)
        self.assertEqual(len(calls), 2)
        for name, value in net.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)

    def test_what_was_written_is_checked(self):
        arrays = {name: value.numpy().copy() for name, value in locked_chain().state_dict().items()}
        before = {name: array.copy() for name, array in arrays.items()}
        from isthmus import _unlock
        with mock.patch.object(_unlock._Place, "write", lambda place: None), self.assertRaises(isthmus.InternalError):
            isthmus.unlock_(arrays)
        for name, array in arrays.items():
            numpy.testing.assert_array_equal(array, before[name])

    def test_faults(self):
        arrays = {name: value.numpy().copy() for name, value in locked_chain().state_dict().items()}
        arrays["2.weight"].flags.writeable = False
        before = arrays["0.weight"].copy()
        with self.assertRaises(isthmus.BadInput):
            isthmus.unlock_(arrays)
        numpy.testing.assert_array_equal(arrays["0.weight"], before)
        for x, how in [("mlp:2-2-1", {}), (locked_chain(), {"target": "both"}), (SOURCE / "tests/models/mlp.onnx", {})]:
            with self.assertRaises(isthmus.BadUsage):
                isthmus.unlock_(x, **how)
        with self.assertRaises(isthmus.BadUsage):
            isthmus.unlock("mlp:2-2-1")


if __name__ == "__main__":
    unittest.main()
