"""What is wrong is said in the words of Python, by exceptions of the package."""
import tempfile
import unittest

import networkx
import numpy
import torch

import isthmus

WEIGHTS = {"a": numpy.array([[1.0, 0.5], [2.0, 1.0]]), "b": numpy.array([[1.0, 3.0]])}
NET = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))


class Faults(unittest.TestCase):
    def expect(self, kind, call, *words):
        with self.subTest(words), self.assertRaises(kind) as caught:
            call()
        for word in words:
            self.assertIn(word, str(caught.exception))
        self.assertNotIn("--", str(caught.exception))
        self.assertNotIn(tempfile.gettempdir(), str(caught.exception))
        return caught.exception

    def test_unknown_arguments(self):
        for call, name, meant in [(isthmus.analyze, "exhaustiv", "exhaustive"), (isthmus.Monitor, "evry", "every"),
                                  (isthmus.unlock_, "targets", "target"), (isthmus.laws, "fix", "fixed")]:
            self.expect(TypeError, lambda: call(WEIGHTS, **{name: 1}), f"no argument '{name}'", f"'{meant}'")
        self.expect(TypeError, lambda: isthmus.drift([WEIGHTS, WEIGHTS], every=1), "drift()", "jobs")

    def test_values_that_cannot_be_meant(self):
        for name, values in {"budget": (-1, 2.5, "a"), "timeout": (0, -1, "a", float("nan")), "jobs": (-1, 1.0, True, 10**6),
                             "witnesses": (1, None, "yes"), "fixed": (3, [3], "\ud800", ["a", "\ud800"]), "layout": (3, None, "\ud800"),
                             "architecture": ("\ud800",)}.items():
            for value in values:
                self.expect(isthmus.BadUsage, lambda: isthmus.analyze(WEIGHTS, **{name: value}), name)
        for value in (-1, "a", 2**64):
            self.expect(isthmus.BadUsage, lambda: isthmus.analyze("mlp:2-2-1", init="pytorch", seed=value), "seed")
        self.expect(isthmus.BadUsage, lambda: isthmus.prune(WEIGHTS, top=0), "top")
        isthmus.analyze(WEIGHTS, jobs=numpy.int64(1), witnesses=numpy.bool_(True), timeout=numpy.float32(60))

    def test_flags_are_arguments(self):
        error = self.expect(isthmus.BadUsage, lambda: isthmus.analyze(WEIGHTS, fixed="c"), "c")
        self.assertEqual(error.place, "fixed")
        self.expect(isthmus.BadUsage, lambda: isthmus.unlock("mlp:2-2-1"), "init='kaiming-normal'")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze({"a": numpy.ones((2, 1)), "b": numpy.ones((1, 2))}),
                    "architecture='mlp:784-128-10'")
        translated = isthmus._errors.from_library("BadUsage", "a--b", "drop --max-steps, or add --method descent", "c--d", "e--f")
        self.assertEqual(str(translated), "c--d: e--f: a--b; drop max_steps=, or add method='descent'")

    def test_what_is_no_network(self):
        self.expect(isthmus.BadInput, lambda: isthmus.analyze({}), "empty dict")
        self.expect(isthmus.BadUsage, lambda: isthmus.analyze(5), "an int is no network")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze({**WEIGHTS, "step": 3}), "'step'", "an int", "leave it out")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze({"lr": 0.1}), "arrays")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze(torch.nn.ReLU()), "without parameters")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze("\ud800"), "UTF-8")
        self.expect(isthmus.BadInput, lambda: isthmus.closed("\ud800"), "UTF-8")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze({"\ud800": numpy.ones((1, 1))}), "UTF-8")
        self.expect(isthmus.BadInput, lambda: isthmus.analyze({"a": numpy.ma.masked_array(numpy.ones((1, 1)))}), "masked")
        loop = {"nodes": [], "edges": []}
        loop["nodes"].append(loop)
        self.expect(isthmus.BadInput, lambda: isthmus.analyze(loop), "nested")
        graph = networkx.DiGraph([("x", "h"), ("h", "y")], balance=3)
        self.expect(isthmus.BadInput, lambda: isthmus.analyze(graph), "graph.graph['balance']", "{node: number}")

    def test_checkpoints_of_pytorch(self):
        state = NET.state_dict()
        for checkpoint, way in [({"state_dict": state, "epoch": 3}, "x['state_dict']"), ({"model": state}, "x['model']"),
                                ({"epoch": 3, "nets": {"critic": state}}, "x['nets']['critic']"), ({"model": NET}, "x['model']")]:
            self.expect(isthmus.BadInput, lambda: isthmus.analyze(checkpoint), f"pass it as {way}")

    def test_patterns_and_checkpoints(self):
        for x in ([1, 2], [[1], [2]]):
            self.expect(isthmus.BadInput, lambda: isthmus.closed(x), "rows")
        for x in ("a.npz", NET, WEIGHTS, {}, 5):
            self.expect(isthmus.BadUsage, lambda: isthmus.drift(x), "[before, after]")

    def test_claims(self):
        self.expect(isthmus.BadUsage, lambda: isthmus.crosscheck(WEIGHTS, 5), "5")
        self.assertEqual(isthmus._asking.shown(numpy.eye(2)), "a ndarray")
        self.expect(isthmus.BadUsage, lambda: isthmus.crosscheck(WEIGHTS, [], checkpoints=5), "checkpoints")
        self.expect(isthmus.BadInput, lambda: isthmus.crosscheck(WEIGHTS, [{"kind": "singular_values",
                                                                            "values": torch.ones(2, device="meta")}]), "array")
        self.expect(isthmus.BadInput, lambda: isthmus.crosscheck(WEIGHTS, [{"kind": "balances", "values": numpy.ones(2)}]),
                    "$.claims[0].values", "object")

    def test_of_files_in_a_temporary_folder(self):
        class Shifted(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.a, self.b = torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)

            def forward(self, x):
                return self.b(torch.cumsum(self.a(x), 1))

        error = self.expect(isthmus.BadInput, lambda: isthmus.analyze(Shifted(), input=torch.ones(1, 2)), "CumSum")
        self.assertEqual(error.file, "")


class Arrays(unittest.TestCase):
    def test_arrays_in_claims_are_lists(self):
        values = 2 * numpy.linalg.svd(numpy.eye(2), compute_uv=False)
        x = {"fc1": numpy.array([[1.0], [0.0]]), "fc2": numpy.array([[0.0, 1.0]])}
        for kind in (numpy.asarray, torch.tensor, numpy.float32, torch.nn.Parameter, list):
            given = torch.tensor(values) if kind is torch.nn.Parameter else values
            result = isthmus.crosscheck(x, [{"kind": "singular_values", "values": kind(given)},
                                            {"kind": "jacobian_rank", "value": numpy.array(2)},
                                            {"kind": "betti", "values": torch.tensor([4])},
                                            {"kind": "balances", "values": {"fc1[0]": torch.tensor(1.0)}}])
            self.assertEqual([claim.verdict for claim in result.claims], 4 * ["confirmed"], kind)

    def test_numbers_become_wider_and_not_others(self):
        third = numpy.float32(1) / numpy.float32(3)
        for value in (third, numpy.array([third]), torch.tensor([1 / 3])):
            self.assertIn(isthmus._comparisons._printed(value), (float(third), [float(third)]))


if __name__ == "__main__":
    unittest.main()
