"""Unlocking in place: the same function, fewer locks, all or nothing."""
import json
import unittest
from unittest import mock

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
        import tempfile
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
