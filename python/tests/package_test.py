"""Examples in the documentation run as they stand; Ctrl-C stops long work, which holds no lock."""
import doctest
import importlib
import pathlib
import re
import signal
import subprocess
import sys
import threading
import unittest

import isthmus
from common import SOURCE

MODULES = sorted(path.stem for path in pathlib.Path(isthmus.__file__).parent.glob("_*.py") if path.stem != "__init__")


class Examples(unittest.TestCase):
    def test_docstrings(self):
        tried = doctest.testmod(isthmus)
        self.assertEqual(tried.failed, 0)
        self.assertGreater(tried.attempted, 25)
        for name in MODULES:
            self.assertEqual(doctest.testmod(importlib.import_module(f"isthmus.{name}")).failed, 0, name)

    def test_pages(self):
        tried = doctest.testfile(str(SOURCE / "docs/python.md"), module_relative=False)
        self.assertEqual(tried.failed, 0)
        self.assertGreater(tried.attempted, 20)

    def test_everything_public_is_documented(self):
        for name in isthmus.__all__:
            thing = getattr(isthmus, name)
            self.assertTrue(thing.__doc__, name)
            if callable(thing) and not isinstance(thing, type):
                self.assertIn(">>>", thing.__doc__, name)


class Stubs(unittest.TestCase):
    def test_the_stub_lists_what_the_module_has(self):
        text = (SOURCE / "python/isthmus/_isthmus.pyi").read_text()
        said = set(re.findall(r"^(?:def|class) (\w+)", text, re.MULTILINE))
        found = {name for name in vars(isthmus._isthmus) if not name.startswith("__")}
        self.assertEqual(said, found)

    def test_marked_as_typed(self):
        self.assertTrue((pathlib.Path(isthmus.__file__).parent / "py.typed").exists())


class Imports(unittest.TestCase):
    def test_nothing_heavy_is_imported(self):
        code = ("import sys, isthmus; isthmus.analyze('mlp:2-2-1'); "
                "print([name for name in ('torch', 'numpy', 'networkx', 'pandas') if name in sys.modules])")
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        self.assertEqual(run.stdout.strip(), "[]")


class Interrupts(unittest.TestCase):
    def expect_interrupt(self, work):
        # The other thread can run only if the work has let go of the interpreter's lock.
        before = sys.getswitchinterval()
        go = threading.Event()
        thread = threading.Thread(target=lambda: (go.wait(), signal.raise_signal(signal.SIGINT)))
        thread.start()
        sys.setswitchinterval(1000)
        try:
            with self.assertRaises(KeyboardInterrupt):
                go.set()
                work()
        finally:
            sys.setswitchinterval(before)
            thread.join()

    def test_control_c_stops_a_search(self):
        source = isthmus._source_of("mlp:12-12-12-12-1", init="kaiming-normal")
        self.expect_interrupt(lambda: isthmus._isthmus.analyze(source, exhaustive=True))

    def test_control_c_stops_training(self):
        folder = SOURCE / "examples/experiments/a"
        self.expect_interrupt(lambda: isthmus.flow(folder / "free.json", folder / "data.csv", method="descent", steps=10**9))

    def test_control_c_is_not_lost_in_an_error(self):
        # What was interrupted is left undecided; the claim behind it is an error, or asks Python for a checkpoint.
        source = isthmus._source_of("mlp:2-60-60-1", init="kaiming-normal")
        long = [{"kind": "singular_values", "which": "largest", "values": [3 + i / 8]} for i in range(5)]
        asked = []
        for last in ({"kind": "balances", "values": {"nobody": 1}},
                     {"kind": "conserved", "checkpoints": ["a", "b"]}):
            claims, _ = isthmus._comparisons._claims([*long, last])
            self.expect_interrupt(lambda: isthmus._isthmus.crosscheck(source, claims, "", lambda name: asked.append(name)))
        self.assertEqual(asked, [])


if __name__ == "__main__":
    unittest.main()
