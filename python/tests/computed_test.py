"""Modules that compute parameters from others: pruned, normalised, parametrized."""
import copy
import unittest
import warnings
from fractions import Fraction

import numpy
import torch
import torch.nn.utils.parametrize as parametrize
import torch.nn.utils.prune as prune

import isthmus

nn = torch.nn


def chain():
    torch.manual_seed(4)
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 1))


def pruned():
    net = chain()
    prune.l1_unstructured(net[0], "weight", 3)
    prune.l1_unstructured(net[2], "weight", 5)
    prune.l1_unstructured(net[2], "weight", 2)
    prune.random_unstructured(net[2], "bias", 1)
    return net


def convolutions():
    torch.manual_seed(4)
    return nn.Sequential(nn.Conv2d(1, 2, 2), nn.ReLU(), nn.Conv2d(2, 3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(3, 1))


def removed(net):
    """The same function, of parameters that are its own; what was pruned is 0."""
    plain = chain() if len(net) == 5 else convolutions()
    with torch.no_grad():
        for part, twin in zip(net, plain):
            for name, value in twin.named_parameters():
                held = getattr(part, f"{name}_orig", None)
                value.copy_(getattr(part, name) if held is None else held * getattr(part, f"{name}_mask"))
                value.requires_grad_(held is None or held.requires_grad)
    return plain


class Twice(nn.Module):
    """Doubles, as a parametrization."""

    def forward(self, weight):
        return 2 * weight


class Pruned(unittest.TestCase):
    def same(self, ours, expected):
        for key in ("balance", "components", "variety", "point"):
            self.assertEqual(ours[key], expected[key], key)

    def test_what_is_masked_is_no_edge(self):
        net = pruned()
        report = isthmus.analyze(net)
        self.same(report, isthmus.analyze(removed(net), zeros="drop"))
        self.assertEqual(report.network.edges, 3 * 4 + 4 + 4 * 4 + 4 + 4 + 1 - 3 - 7 - 1)
        self.assertEqual(len(report.notes), 3)
        self.assertIn('3 of the 12 weights of "0.weight" are pruned by a mask', report.notes[0])
        self.assertNotEqual(report.variety.dimension, isthmus.analyze(removed(net)).variety.dimension)

    def test_zeros_that_training_can_move_stay(self):
        net = pruned()
        kept = net[0].weight_mask.nonzero()[0]
        with torch.no_grad():
            net[0].weight_orig[tuple(kept)] = 0
        self.assertEqual(isthmus.analyze(net).network.edges, 30)
        self.assertEqual(isthmus.analyze(net, zeros="drop").network.edges, 29)

    def test_after_a_step_and_by_state_dict(self):
        net = pruned()
        (net(torch.ones(2, 3)) ** 2).sum().backward()  # the module holds what it has computed
        with torch.no_grad():
            net[0].weight_orig.mul_(2)  # and has not computed again since
        expected = isthmus.analyze(removed(net), zeros="drop")
        before = {name: value.clone() for name, value in net.state_dict().items()}
        self.same(isthmus.analyze(net), expected)
        self.same(isthmus.analyze(net.state_dict()), expected)
        self.same(isthmus.analyze({name: value.numpy() for name, value in net.state_dict().items()}), expected)
        for name, value in net.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)

    def test_through_onnx(self):
        net, batch = convolutions(), torch.ones(1, 1, 3, 3)
        prune.ln_structured(net[2], "weight", 1, n=2, dim=1)
        prune.l1_unstructured(net[0], "weight", 3)
        net(batch)
        self.same(isthmus.analyze(net, input=batch), isthmus.analyze(removed(net), input=batch, zeros="drop"))
        self.assertEqual(isthmus.laws(net, input=batch).laws, 5)

    def test_all_questions(self):
        net = pruned()
        plain = removed(net)
        self.assertEqual(isthmus.laws(net).independent, isthmus.laws(plain, zeros="drop").independent)
        self.assertEqual(isthmus.prune(net).candidates, isthmus.prune(plain, zeros="drop").candidates)
        self.assertEqual(isthmus.closed(net, trials=10).verdict, isthmus.closed(plain, trials=10).verdict)
        rank = isthmus.crosscheck(net, [{"kind": "jacobian_rank", "value": 8}]).claims[0].verdict
        self.assertEqual(rank, "confirmed")
        self.assertEqual(isthmus.equivalent(net, net.state_dict()).answer, "yes")

    def test_unlock_in_place(self):
        net = pruned()
        with torch.no_grad():
            net[2].weight_orig[1].mul_(0.01)
            net[2].bias_orig.mul_(0.01)
            net[4].weight.mul_(4)
        batch = torch.randn(20, 3)
        output, before = net(batch), copy.deepcopy(net.state_dict())
        report = isthmus.unlock_(net)
        self.assertGreater(report.locks_before, report.locks_after)
        self.assertEqual(len(isthmus.analyze(net).components.locked), report.locks_after)
        self.assertTrue(torch.equal(net[2].weight, net[2].weight_orig * net[2].weight_mask))
        self.assertTrue(torch.equal(net(batch), output))
        moved = {name for name, value in net.state_dict().items() if not torch.equal(value, before[name])}
        self.assertIn("2.weight_orig", moved)
        self.assertFalse(any(name.endswith("_mask") for name in moved))
        absent = net[2].weight_mask == 0
        self.assertTrue(torch.equal(net[2].weight_orig[absent], before["2.weight_orig"][absent]))
        state = before
        isthmus.unlock_(state)
        for name, value in net.state_dict().items():
            self.assertTrue(torch.equal(value, state[name]), name)

    def test_masks_that_are_none(self):
        net = chain()
        prune.custom_from_mask(net[0], "weight", torch.full((4, 3), 0.5))
        for question in (isthmus.analyze, isthmus.Monitor, isthmus.unlock_):
            with self.assertRaises(isthmus.BadInput) as caught:
                question(net)
            self.assertIn("mask", str(caught.exception))

    def test_masks_that_cannot_be_read(self):
        def refused(mask, *words):
            with self.subTest(words), warnings.catch_warnings():
                warnings.simplefilter("error")
                for question in (isthmus.analyze, isthmus.Monitor, isthmus.unlock_):
                    with self.assertRaises(isthmus.BadInput) as caught:
                        question({"a_orig": numpy.ones((2, 2)), "a_mask": mask, "b": numpy.ones((1, 2))})
                    self.assertIn("'a'", str(caught.exception))
                    for word in words:
                        self.assertIn(word, str(caught.exception))

        ones = numpy.ones((2, 2))
        refused(ones.astype(object), "type object")
        refused(ones.astype(str), "mask", "<U")
        refused(numpy.zeros((2, 2), "i4,f4"), "mask")
        refused(ones.astype(complex), "complex")
        refused(torch.ones(2, 2, dtype=torch.complex64), "complex")
        refused(ones * numpy.nan, "other than 0 and 1")
        refused(torch.full((2, 2), numpy.nan), "other than 0 and 1")
        refused(torch.full((2, 2), 1 + 2**-40, dtype=torch.float64), "other than 0 and 1")
        refused(numpy.full((2, 2), 257), "other than 0 and 1")
        refused(numpy.ma.masked_array(ones, [[True, False], [False, False]]), "a masked array")
        refused(torch.ones(2, 2).to_sparse(), "dense")
        refused(torch.ones(2, 2, device="meta"), "no numbers")
        refused(torch.quantize_per_tensor(torch.ones(2, 2), 1.0, 0, torch.qint8), "quantized")
        refused(numpy.ones(2), "shape")
        for mask in (ones.astype(bool), torch.ones(2, 2, dtype=torch.bool), -0.0 * ones, torch.ones(2, 2).to(torch.bfloat16)):
            isthmus.analyze({"a_orig": ones, "a_mask": mask, "b": numpy.ones((1, 2))})

    def test_a_mask_with_too_many_entries_is_not_written(self):
        source = isthmus._isthmus.from_arrays([("a", "binary64", numpy.ones((2, 2))), ("b", "binary64", numpy.ones((1, 2)))])
        for length in (3, 5, 10**6):
            with self.assertRaises(isthmus.InternalError):
                source.drop_masked(0, numpy.zeros(length, "uint8"))

    def test_frozen_and_pruned(self):
        net = pruned()
        net[0].weight_orig.requires_grad_(False)
        self.same(isthmus.analyze(net), isthmus.analyze(removed(net), fixed="0.weight", zeros="drop"))


class Normalised(unittest.TestCase):
    def kinds(self):
        yield "remove_weight_norm", lambda net: nn.utils.weight_norm(net[2])
        yield "remove_spectral_norm", lambda net: nn.utils.spectral_norm(net[2])
        yield "remove_parametrizations", lambda net: parametrize.register_parametrization(net[2], "weight", Twice())
        yield "remove_parametrizations", lambda net: nn.utils.parametrizations.orthogonal(net[2])
        yield "remove_parametrizations", lambda net: nn.utils.parametrizations.spectral_norm(net[2])

    def test_the_weight_as_it_is_computed(self):
        for _, change in self.kinds():
            net = chain()
            change(net)
            net(torch.ones(1, 3)).sum().backward()
            net.eval()
            net(torch.ones(1, 3))
            plain = {f"{i}.{key}": getattr(net[i], key).detach().clone() for i in (0, 2, 4) for key in ("weight", "bias")}
            before = {name: value.clone() for name, value in net.state_dict().items()}
            for train in (False, True):
                net.train(train)
                report = isthmus.analyze(net)
                self.assertEqual(report.balance, isthmus.analyze(plain).balance)
                self.assertIn('"2.weight" is computed by torch.nn.utils', report.notes[0])
            for name, value in net.state_dict().items():
                self.assertTrue(torch.equal(value, before[name]), name)
            net(torch.ones(1, 3)).sum().backward()  # and the module still works

    def test_through_onnx(self):
        batch = torch.ones(1, 1, 3, 3)
        for _, change in self.kinds():
            net = convolutions()
            plain = isthmus.analyze(net, input=batch)
            change(net)
            net(batch)
            report = isthmus.analyze(net, input=batch)
            self.assertEqual(set(report.balance.values), set(plain.balance.values))
            self.assertEqual(report.network.edges, plain.network.edges)

    def test_in_place_it_is_an_error_that_says_what_to_call(self):
        for remedy, change in self.kinds():
            net = chain()
            change(net)
            for question in (isthmus.Monitor, isthmus.unlock_):
                with self.assertRaises(isthmus.BadInput) as caught:
                    question(net)
                self.assertIn("'2.weight' is computed", str(caught.exception))
                self.assertIn(remedy, caught.exception.remedy)
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.analyze(net.state_dict())
            self.assertIn("'2.weight'", str(caught.exception))
            self.assertIn(remedy, caught.exception.remedy)

    def test_frozen(self):
        net = chain()
        nn.utils.weight_norm(net[2])
        net[2].weight_g.requires_grad_(False)
        self.assertEqual(isthmus.laws(net).laws, 8)
        net[2].weight_v.requires_grad_(False)
        fixed = isthmus.analyze(chain(), fixed="2.weight")
        self.assertEqual(isthmus.analyze(net).components.count, fixed.components.count)
        self.assertEqual(isthmus.laws(net).laws, isthmus.laws(chain(), fixed="2.weight").laws)

    def test_names_of_others(self):
        # What only looks like it is taken as it is.
        arrays = {"a_g": numpy.ones((2, 2)), "b_orig": numpy.ones((1, 2))}
        self.assertEqual(isthmus.analyze(arrays, architecture="mlp:2-2-1").balance.values["a_g[0]"], Fraction(1))


class Unfit(unittest.TestCase):
    def test_parameters_without_numbers(self):
        for net in (nn.Sequential(nn.Linear(2, 2, device="meta"), nn.ReLU(), nn.Linear(2, 1)),
                    nn.Sequential(nn.LazyLinear(3), nn.ReLU(), nn.Linear(3, 1))):
            for question in (isthmus.analyze, isthmus.Monitor, isthmus.unlock_):
                with self.assertRaises(isthmus.BadInput) as caught:
                    question(net, input=torch.ones(1, 2))
                self.assertIn("'0.weight'", str(caught.exception))
        with self.assertRaises(isthmus.BadInput):
            isthmus.analyze({"a": torch.ones(2, 2, device="meta")})

    def test_what_cannot_be_exported(self):
        class Reads(nn.Module):
            def __init__(self):
                super().__init__()
                self.a, self.b = nn.Linear(2, 2), nn.Linear(2, 1)
                self.between = nn.ReLU()
                self.held = self.a(torch.ones(1, 2))  # a result, which PyTorch does not copy

            def forward(self, x):
                return self.b(self.between(self.a(x))) if x.sum() > 0 else self.a(x)

        reads = Reads()
        self.assertEqual(isthmus.laws(reads, input=torch.ones(1, 2)).laws, 2)
        reads.between = nn.Sigmoid()
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.analyze(reads, input=torch.ones(1, 2))
        self.assertIn("Sigmoid", str(caught.exception))
        self.assertEqual(caught.exception.file, "")


if __name__ == "__main__":
    unittest.main()
