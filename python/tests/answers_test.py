"""The answers of the package are those of the program, byte by byte, and those of brute force."""
import json
import unittest
from fractions import Fraction

import numpy

import isthmus
from common import SOURCE, program

FILES = ["examples/two-neurons.json", "examples/scalar-mlp.json", "examples/dead-node.json",
         "tests/models/mlp.onnx", "tests/models/resnet.onnx"]
STRINGS = ["mlp:3-4-2", "dag:x>h,x>k,h>y,k>y", "mlp:784-300-100-10+bias"]


class SameAsTheProgram(unittest.TestCase):
    def test_analyze(self):
        for source in FILES:
            with self.subTest(source):
                self.assertEqual(isthmus.analyze(SOURCE / source).json, program("analyze", "--json", SOURCE / source))
        for source in STRINGS:
            with self.subTest(source):
                self.assertEqual(isthmus.analyze(source).json, program("analyze", "--json", source))
                self.assertEqual(str(isthmus.analyze(source)), program("analyze", source).rstrip("\n"))

    def test_options(self):
        path = SOURCE / "examples/scalar-mlp.json"
        report = isthmus.analyze(path, witnesses=True, sigma_min=True, betti=True, all=True, exhaustive=True)
        self.assertEqual(report.json, program("analyze", "--json", path, "--witnesses", "--sigma-min", "--betti", "--all",
                                              "--exhaustive"))
        report = isthmus.analyze("mlp:2-8-1", init="pytorch", seed=7, precision="binary64", singularities=False)
        self.assertEqual(report.json, program("analyze", "--json", "mlp:2-8-1", "--init", "pytorch", "--seed", "7",
                                              "--precision", "binary64", "--no-singularities"))

    def test_laws_prune_closed(self):
        for source in FILES:
            with self.subTest(source):
                self.assertEqual(isthmus.laws(SOURCE / source).json, program("laws", "--json", SOURCE / source))
        path = SOURCE / "examples/scalar-mlp.json"
        self.assertEqual(isthmus.prune(path, top=2, sets="single").json,
                         program("prune", "--json", path, "--top", "2", "--single"))
        self.assertEqual(isthmus.closed("11/01;10/11").json, program("closed", "--json", "--layers", "11/01;10/11"))
        path = SOURCE / "examples/patterns/lu.json"
        self.assertEqual(json.loads(isthmus.closed(str(path)).json)["verdict"],
                         json.loads(program("closed", "--json", path))["verdict"])

    def test_weights_files(self):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/w.npz"
            random = numpy.random.default_rng(3)
            arrays = {"fc1.weight": random.normal(size=(4, 3)), "fc1.bias": random.normal(size=4),
                      "fc2.weight": random.normal(size=(2, 4)).astype("float32")}
            numpy.savez(path, **arrays)
            said = json.loads(program("analyze", "--json", path))
            for ours in (isthmus.analyze(path), isthmus.analyze(arrays)):
                report = json.loads(ours.json)
                report["network"]["name"] = said["network"]["name"]
                self.assertEqual(report, said)


class AgainstBruteForce(unittest.TestCase):
    def test_cases(self):
        tried = 0
        for path in sorted((SOURCE / "tests/cases").glob("*.json")):
            for case in cases_of(path):
                expected = case["expected"]
                result = isthmus.analyze(case["network"])
                if "components" in expected:
                    self.assertEqual(result.components.count, int(expected["components"]), case["name"])
                    tried += 1
                if "locked" in expected:
                    found = {(lock.edge, lock.bound) for lock in result.components.locked}
                    self.assertEqual(found, {(lock["edge"], Fraction(lock["bound"])) for lock in expected["locked"]})
        self.assertGreater(tried, 50)


def cases_of(path):
    data = json.loads(path.read_text())
    for case in data if isinstance(data, list) else data.get("cases", []):
        if isinstance(case, dict) and "network" in case and "expected" in case:
            yield {"name": path.name, **case}


class Objects(unittest.TestCase):
    def setUp(self):
        self.result = isthmus.analyze(SOURCE / "examples/scalar-mlp.json", betti=True, sigma_min=True)

    def test_numbers(self):
        result = self.result
        self.assertEqual(result.components.count, 4)
        self.assertEqual(result.components.locked[0].bound, Fraction(1, 2))
        self.assertEqual(result.balance.values, {"h1": Fraction(-1, 2), "h2": Fraction(19, 4), "h3": Fraction(-1), "h4": 0})
        self.assertEqual(result.topology.betti, [4, 4])
        self.assertEqual(result.point.distance_squared, Fraction(3, 2))
        low, high = result.point.sigma_min
        self.assertTrue(0 < low < high < low + Fraction(1, 10**9))
        self.assertIsInstance(result.point.singular, bool)

    def test_large_counts(self):
        self.assertEqual(isthmus._records.count("2^5000"), 2**5000)
        self.assertEqual(isthmus._records.count("not determined"), "not determined")
        self.assertEqual(isthmus._records.fraction("not determined"), "not determined")

    def test_names_that_look_like_numbers(self):
        network = {"nodes": [{"id": "1", "role": "input"}, {"id": "count", "role": "hidden"},
                             {"id": "bound", "role": "output"}],
                   "edges": [{"from": "1", "to": "count", "weight": 1, "id": "5/2"},
                             {"from": "count", "to": "bound", "weight": 2}]}
        result = isthmus.analyze(network)
        self.assertEqual(result.balance.values, {"count": Fraction(-3)})
        self.assertEqual(result.components.locked[0].set, ["count"])
        self.assertEqual(result.point.forest[0].edge, "5/2")
        self.assertEqual(result.point.component, {"count->bound": 1})

    def test_dict(self):
        plain = self.result.to_dict()
        self.assertIs(type(plain["components"]["locked"][0]), dict)
        self.assertEqual(plain["components"]["locked"][0]["bound"], Fraction(1, 2))
        self.assertEqual(set(plain), set(json.loads(self.result.json)))

    def test_absent_keys(self):
        with self.assertRaises(AttributeError) as caught:
            self.result.criterion
        self.assertIn("components", str(caught.exception))
        self.assertNotIn("criterion", self.result)
        self.assertEqual(self.result.get("criterion", 3), 3)

    def test_pandas(self):
        frame = self.result.to_pandas()
        self.assertEqual(list(frame["name"]), ["h1->y", "h3->y"])
        self.assertEqual(frame["bound"].sum(), Fraction(3, 2))
        self.assertEqual(len(isthmus.laws("mlp:2-3-1").to_pandas()), 3)
        self.assertEqual(len(isthmus.prune(SOURCE / "examples/scalar-mlp.json").to_pandas()), 4)

    def test_html_is_escaped(self):
        network = {"name": "<script>", "nodes": [{"id": "x", "role": "input"}, {"id": "<b>&", "role": "hidden"},
                                                 {"id": "y", "role": "output"}],
                   "edges": [{"from": "x", "to": "<b>&", "weight": 1}, {"from": "<b>&", "to": "y", "weight": 2}]}
        for report in (isthmus.analyze(network), isthmus.laws(network), isthmus.prune(network)):
            html = report._repr_html_()
            self.assertNotIn("<script>", html)
            self.assertNotIn("<b>", html)
        self.assertIn("&lt;b&gt;&amp;", isthmus.analyze(network)._repr_html_())

    def test_one_is_not_many(self):
        one = {"l1": numpy.array([[1.0]]), "l2": numpy.array([[2.0]])}
        flipped = {"l1": numpy.array([[1.0]]), "l2": numpy.array([[-2.0]])}
        monitor = isthmus.Monitor(one)
        self.assertIn("0 of 1 lock flipped", repr(monitor()))
        self.assertIn("Monitor: 1 law, 1 lock, last", repr(monitor))
        self.assertIn("1 law, 1 locked weight<", monitor._repr_html_())
        self.assertIn("balance moved by 0, 1 lock broken", repr(isthmus.drift([one, flipped])))
        self.assertIn("1 locked weight became 1", repr(isthmus.unlock(one)))
        self.assertIn("1 of 2 weights locked", repr(isthmus.analyze(one)))
        self.assertIn("0 of 1 weight locked", repr(isthmus.analyze("dag:x>y", init="kaiming-normal")))
        self.assertIn("2 edges that some balance locks", repr(isthmus.analyze("mlp:1-1-1")))
        two = {"l1": numpy.ones((2, 1)), "l2": 2 * numpy.ones((1, 2))}
        self.assertIn("0 of 2 locks flipped", repr(isthmus.Monitor(two)()))
        self.assertIn("2 laws, 2 locks", repr(isthmus.Monitor(two)))
        self.assertIn("2 laws, 2 locked weights", isthmus.Monitor(two)._repr_html_())
        self.assertIn("balance moved by 0, 0 locks broken", repr(isthmus.drift([two, two])))

    def test_long_numbers_are_cut_off(self):
        for top, bottom in ((10**30 - 1, 3 * 10**30 + 7), (1, 3**200), (-(7**90), 11**80), (2**500, 3**5)):
            number, shown = Fraction(top, bottom), isthmus._html.short(Fraction(top, bottom))
            self.assertEqual(shown[-1], "…")
            self.assertTrue(0 <= abs(number) - abs(Fraction(shown[:-1])) < abs(number) / 10**11, shown)

    def test_html_of_everything(self):
        for source in ("mlp:2-2-1", {"nodes": [{"id": "x", "role": "input"}], "edges": []}, SOURCE / "examples/dead-node.json"):
            for question in (isthmus.analyze, isthmus.laws):
                report = question(source)
                self.assertIn("<table>", report._repr_html_())
                self.assertIn("isthmus.", repr(report))
        self.assertIn("not closed", isthmus.closed("11/01;10/11")._repr_html_())
        many = isthmus.laws("mlp:3-80-1")._repr_html_()
        self.assertIn("… and 30 more", many)
        self.assertEqual(many.count("<td>node</td>"), 50)


if __name__ == "__main__":
    unittest.main()
