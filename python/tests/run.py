"""Runs the tests of the Python package: run.py PROGRAM [unittest's arguments]. PROGRAM is `isthmus`.

Exits with 77 if a package is missing that the tests compare with. The package itself is found by PYTHONPATH.
"""
import os
import pathlib
import sys
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent


def main():
    try:
        import networkx  # noqa: F401
        import numpy  # noqa: F401
        import pandas  # noqa: F401
        import torch
    except ImportError as error:
        print("skipped:", error)
        sys.exit(77)
    torch.set_num_threads(1)
    program, *rest = sys.argv[1:]
    os.environ["ISTHMUS_PROGRAM"] = program
    sys.path.insert(0, str(FOLDER))
    tests = unittest.defaultTestLoader.discover(str(FOLDER), pattern="*_test.py")
    if rest:
        tests = unittest.defaultTestLoader.loadTestsFromNames(rest)
    if tests.countTestCases() == 0:
        sys.exit("there are no tests")
    result = unittest.TextTestRunner(verbosity=1).run(tests)
    sys.exit(0 if result.wasSuccessful() and not result.skipped else 1)


if __name__ == "__main__":
    main()
