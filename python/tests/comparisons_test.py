"""reach, equivalent, crosscheck and drift: the program's reports, from what is in memory."""
import json
import tempfile
import unittest
from fractions import Fraction

import numpy
import torch

import isthmus
from common import SOURCE, program

FROM, SIGNS = SOURCE / "examples/two-neurons.json", SOURCE / "examples/reach/other-signs.json"


def chain(first, second):
    return {"fc1": numpy.array(first, float), "fc2": numpy.array(second, float)}


class Pairs(unittest.TestCase):
    def test_as_the_program(self):
        for command, question in (("reach", isthmus.reach), ("equivalent", isthmus.equivalent)):
            for other in ("swapped", "other-signs"):
                path = SOURCE / f"examples/reach/{other}.json"
                weights = SOURCE / "examples/reach/other-signs.json"
                self.assertEqual(question(weights, path).json, program(command, "--json", weights, path))
                self.assertEqual(str(question(weights, path)), program(command, weights, path).rstrip("\n"))

    def test_modules(self):
        torch.manual_seed(3)
        net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
        other = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
        order = [2, 0, 1]
        with torch.no_grad():
            other[0].weight.copy_(net[0].weight[order] * 4)
            other[0].bias.copy_(net[0].bias[order] * 4)
            other[2].weight.copy_(net[2].weight[:, order] / 4)
            other[2].bias.copy_(net[2].bias)
        result = isthmus.equivalent(net, other)
        self.assertEqual(result.answer, "yes")
        self.assertEqual(result.permutation, {f"0[{node}]": f"0[{i}]" for i, node in enumerate(order)})
        self.assertEqual(set(result.scale.values()), {Fraction(4)})
        self.assertIn("yes", repr(result))
        self.assertEqual(len(result.to_pandas()), 3)
        reached = isthmus.reach(net, other)
        self.assertEqual(reached.answer, "yes")
        balance = isthmus.analyze(net).balance.values
        for node, (low, high) in reached.scale.items():
            row = int(reached.permutation[node][2:-1])
            into = sum(Fraction(x) ** 2 for x in [*other[0].weight[row].tolist(), other[0].bias[row].item()])
            out = Fraction(other[2].weight[0, row].item()) ** 2
            self.assertTrue(0 < low <= high < low * (1 + Fraction(1, 10**6)))
            self.assertTrue(into * low**2 - out / low**2 <= balance[node] <= into * high**2 - out / high**2)

    def test_no(self):
        result = isthmus.reach(chain([[1], [0.5]], [[2, 1]]), chain([[0.5], [1]], [[3, -2]]))
        self.assertEqual((result.answer, result.obstruction), ("no", "signs"))
        self.assertIn("<table>", result._repr_html_())
        result = isthmus.equivalent(chain([[1], [0.5]], [[2, 1]]), chain([[1], [0.5]], [[2, 2]]))
        self.assertEqual(result.answer, "no")
        self.assertIn("difference", result)

    def test_budget(self):
        random = numpy.random.default_rng(1)
        a = {"fc1": numpy.ones((6, 2)), "fc2": random.integers(1, 3, (6, 6)).astype(float), "fc3": numpy.ones((1, 6))}
        result = isthmus.equivalent(a, {**a, "fc2": a["fc2"].T.copy()}, budget=1)
        self.assertEqual(result.answer, "not determined")
        self.assertTrue(result.reason)

    def test_faults(self):
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.reach(chain([[1]], [[1]]), chain([[1], [2]], [[1, 2]]))
        self.assertIsInstance(caught.exception, ValueError)
        with self.assertRaises(isthmus.Error):
            isthmus.equivalent("mlp:2-2-1", "mlp:2-2-1")


class Claims(unittest.TestCase):
    def test_as_the_program(self):
        path, claims = SOURCE / "examples/scalar-mlp.json", SOURCE / "tests/cli/inputs/claims-hold.json"
        said = program("crosscheck", "--json", path, claims)
        self.assertEqual(isthmus.crosscheck(path, claims).json, said)
        self.assertEqual(isthmus.crosscheck(path, json.loads(claims.read_text())).json, said)

    def test_format_and_version_may_be_left_out(self):
        claims = json.loads((SOURCE / "tests/cli/inputs/claims-hold.json").read_text())
        path = SOURCE / "examples/scalar-mlp.json"
        expected = isthmus.crosscheck(path, claims).json
        del claims["format"], claims["version"]
        self.assertEqual(isthmus.crosscheck(path, claims).json, expected)

    def test_claims_in_memory(self):
        x = chain([[1e-30], [1]], [[1, 1]])
        x32 = {name: array.astype("float32") for name, array in x.items()}
        claims = [{"kind": "jacobian_rank", "value": int(numpy.linalg.matrix_rank(numpy.diag([1e-30, 1.0])))},
                  {"kind": "singular", "value": False},
                  {"kind": "balances", "values": {"fc1[1]": float(x32["fc1"][1, 0] ** 2 - x32["fc2"][0, 1] ** 2)},
                   "computed_as": "float32"}]
        result = isthmus.crosscheck(x32, claims)
        self.assertEqual([claim.verdict for claim in result.claims], ["refuted", "confirmed", "confirmed"])
        self.assertEqual(result.claims[0].answers[0].exact, 2)
        self.assertEqual(result.claims[2].answers[0].exact, 0)
        self.assertIn("refuted", repr(result))
        self.assertEqual(len(result.to_pandas()), 3)
        self.assertIn("<table>", result._repr_html_())

    def test_checkpoints(self):
        x = chain([[1]], [[2]])
        claim = [{"kind": "conserved", "checkpoints": ["before", "after"], "bound": 0}]
        result = isthmus.crosscheck(x, claim, checkpoints={"before": x, "after": chain([[2]], [[1]])})
        self.assertEqual(result.claims[0].verdict, "refuted")
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.crosscheck(x, claim, checkpoints={"before": x})
        self.assertIn("after", str(caught.exception))

    def test_faults(self):
        x = chain([[1]], [[2]])
        for claims, words in [([{"kind": "colour"}], "colour"), ([], "$.claims"),
                              ([{"kind": "balances", "values": {"nobody": 1}}], "nobody")]:
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.crosscheck(x, claims)
            self.assertIn(words, str(caught.exception))
        loop, within, deep = [], {"kind": "balances"}, []
        loop.append(loop)
        within["values"] = within
        for _ in range(5000):
            deep = [deep]
        for claims in (loop, [within], [{"kind": "balances", "values": deep}]):
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.crosscheck(x, claims)
            self.assertIn("contain themselves", str(caught.exception))
        with self.assertRaises(isthmus.BadInput):
            isthmus.crosscheck(x, "\ud800.json")


class Which(unittest.TestCase):
    """An error says which of several networks it is about."""

    GOOD, NAN, SHAPE = chain([[1]], [[2]]), chain([[numpy.nan]], [[2]]), chain([[1], [2]], [[1, 2]])
    BAD = (NAN, 5, {"lr": 0.1}, {**GOOD, "step": 3}, {"a": numpy.ones((1, 1)), "b": numpy.ones((1, 1))})

    def expect(self, file, call):
        with self.assertRaises(isthmus.Error) as caught:
            call()
        self.assertEqual(caught.exception.file, file)
        self.assertTrue(str(caught.exception).startswith(f"{file}: "))
        self.assertEqual(caught.exception.args[2], file)
        return caught.exception

    def test_drift(self):
        for bad in (*self.BAD, self.SHAPE):
            self.expect("checkpoint 2", lambda: isthmus.drift([self.GOOD, bad, self.GOOD]))
            self.expect("the key 's'", lambda: isthmus.drift({"r": self.GOOD, "s": bad}))
        error = self.expect("checkpoint 1", lambda: isthmus.drift([{**self.GOOD, "step": 3}, self.GOOD]))
        self.assertEqual((error.kind, error.place), ("bad_input", "'step'"))
        self.expect("nothing.npz", lambda: isthmus.drift([self.GOOD, "nothing.npz"]))
        self.expect("nothing.npz", lambda: isthmus.drift({"r": self.GOOD, "s": "nothing.npz"}))
        self.expect("checkpoint 1", lambda: isthmus.drift([self.GOOD, self.GOOD], fixed="nobody"))

    def test_pairs(self):
        for bad in self.BAD:
            self.expect("x", lambda: isthmus.reach(bad, self.GOOD))
            self.expect("target", lambda: isthmus.reach(self.GOOD, bad))
            self.expect("a", lambda: isthmus.equivalent(bad, self.GOOD))
            self.expect("b", lambda: isthmus.equivalent(self.GOOD, bad))
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.reach(self.GOOD, self.SHAPE)
        self.assertIn('"x" and 2 in "target"', str(caught.exception))

    def test_crosscheck(self):
        claim = [{"kind": "conserved", "checkpoints": ["b", "c"], "bound": 0}]
        for bad in self.BAD:
            self.expect("x", lambda: isthmus.crosscheck(bad, claim, checkpoints={"b": self.GOOD, "c": self.GOOD}))
            self.expect("the key 'c'", lambda: isthmus.crosscheck(self.GOOD, claim, checkpoints={"b": self.GOOD, "c": bad}))


class Checkpoints(unittest.TestCase):
    def test_as_the_program(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for i in range(3):
                paths.append(f"{folder}/{i}.npz")
                numpy.savez(paths[-1], **chain([[1 + i], [0.5]], [[2, 2 - 2 * i]]))
            self.assertEqual(isthmus.drift(paths).json, program("drift", "--json", *paths))

    def test_state_dicts(self):
        torch.manual_seed(1)
        net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
        optimizer = torch.optim.SGD(net.parameters(), lr=0.2)
        monitor = isthmus.Monitor(net, every=0)
        states = {"start": {name: value.clone() for name, value in net.state_dict().items()}}
        for epoch in range(3):
            optimizer.zero_grad()
            (net(torch.randn(8, 2)) ** 2).mean().backward()
            optimizer.step()
            states[f"epoch {epoch}"] = {name: value.clone() for name, value in net.state_dict().items()}
        result = isthmus.drift(states)
        self.assertEqual([checkpoint.file for checkpoint in result.checkpoints], list(states))
        self.assertEqual(abs(result.checkpoints[-1].from_first.change), monitor().drift)
        self.assertEqual(len(result.to_pandas()), 4)
        self.assertIn("<table>", result._repr_html_())
        self.assertIn("4 checkpoints", repr(result))

    def test_faults(self):
        with self.assertRaises(isthmus.BadUsage):
            isthmus.drift([chain([[1]], [[1]])])
        with self.assertRaises(isthmus.BadInput):
            isthmus.drift([chain([[1]], [[1]]), chain([[1], [2]], [[1, 2]])])
        with self.assertRaises(isthmus.BadInput):
            isthmus.drift({"\ud800": chain([[1]], [[1]]), "b": chain([[1]], [[1]])})


if __name__ == "__main__":
    unittest.main()
