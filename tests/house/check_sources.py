"""House rules that a compiler does not know.

  rooms      a room includes only rooms on lower floors; no third-party header in include/ except
             Boost.Multiprecision in exact/numbers.hpp
  size       no file over 400 lines, no function over 100
  headers    every header starts with a comment and has #pragma once

usage: check_sources.py ROOT         check a source tree
       check_sources.py --self-test  break each rule on purpose and see it noticed
"""
import pathlib
import re
import sys
import tempfile

# Floor of each room; docs/architecture.md draws it. `base` is what lies directly in include/isthmus.
FLOORS = {"base": 0, "exact": 1, "parallel": 1, "network": 2, "formats": 3, "flow": 3, "draw": 3,
          "variety": 4, "symmetry": 4, "sampling": 4, "topology": 5, "motion": 5, "pattern": 5, "proof": 6,
          "report": 7, "cli": 8}
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 100

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# Opens a scope that is not a function; everything else that opens at a declaration is one.
SCOPE = re.compile(r"^\s*(inline\s+)?(namespace|class|struct|enum|union|extern)\b")


def room_of(path, root):
    """The room a file belongs to: the folder below src/ or include/isthmus/."""
    parts = path.relative_to(root).parts
    inside = parts[1:] if parts[0] == "src" else parts[2:]
    return inside[0] if len(inside) > 1 else "base"


def included_room(name):
    """The room of an included project header, or None for other headers."""
    parts = name.split("/")
    if parts[0] == "isthmus":
        return parts[1] if len(parts) > 2 else "base"
    return parts[0] if len(parts) > 1 and parts[0] in FLOORS else None


def is_standard(name):
    return "/" not in name and "." not in name


def include_faults(path, root, lines):
    room = room_of(path, root)
    public = path.is_relative_to(root / "include")
    if room not in FLOORS:
        yield 1, f"'{room}' is not a room; add it to FLOORS and to docs/architecture.md"
        return
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        bracket, name = match.groups()
        other = included_room(name)
        if other is not None:
            if other != room and (other not in FLOORS or FLOORS[other] >= FLOORS[room]):
                yield number, f"room '{room}' may not include '{name}' of room '{other}'"
        elif public and not is_standard(name):
            allowed = path.name == "numbers.hpp" and name.startswith("boost/multiprecision/")
            if not allowed:
                yield number, f"third-party header '{name}' in a public header"


def size_faults(lines):
    if len(lines) > MAX_FILE_LINES:
        yield 1, f"{len(lines)} lines; a file has at most {MAX_FILE_LINES}"
    for start, length in functions(lines):
        if length > MAX_FUNCTION_LINES:
            yield start, f"a function of {length} lines; at most {MAX_FUNCTION_LINES}"


def indent(line):
    return len(line) - len(line.lstrip())


def functions(lines):
    """(first line, length) of function bodies, relying on the formatter: a body is indented by two,
    and ends with the first closing brace that is indented less."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if not line.endswith("{") or SCOPE.match(line) or line.lstrip().startswith(("//", "}")):
            number += 1
            continue
        inner = next((indent(text) for text in lines[number + 1:] if text), 0)
        end = next((n for n in range(number + 1, len(lines))
                    if lines[n].lstrip().startswith("}") and indent(lines[n]) < max(inner, 1)),
                   len(lines) - 1)
        yield number + 1, end - number + 1
        number = end + 1


def header_faults(path, lines):
    if path.suffix != ".hpp":
        return
    if not lines or not lines[0].startswith("//"):
        yield 1, "a header starts with a comment that says what it is for"
    if "#pragma once" not in lines:
        yield 1, "#pragma once is missing"


def faults(root):
    """All faults of a tree as (path, line, text), and the number of files looked at."""
    found, files = [], 0
    for folder in ("include", "src", "tests", "benchmarks"):
        for path in sorted((root / folder).rglob("*.[ch]pp")):
            files += 1
            lines = path.read_text(encoding="utf-8").splitlines()
            checks = [size_faults(lines), header_faults(path, lines)]
            if folder in ("include", "src"):
                checks.append(include_faults(path, root, lines))
            found += [(path.relative_to(root), *fault) for check in checks for fault in check]
    return found, files


def self_test():
    """Each entry breaks one rule in a tree that is otherwise clean."""
    long_body = "".join(f"  step({i});\n" for i in range(MAX_FUNCTION_LINES))
    broken = {
        "src/flow/up.cpp": '#include "isthmus/variety/point.hpp"\n',
        "src/flow/same_floor.cpp": '#include "isthmus/formats/files.hpp"\n',
        "src/exact/private_header.cpp": '#include "flow/walks.hpp"\n',
        "src/attic/room.cpp": "int x;\n",
        "include/isthmus/exact/third.hpp": "// x\n#pragma once\n#include <gmp.h>\n",
        "include/isthmus/exact/twice.hpp": "// x\nint x;\n",
        "include/isthmus/exact/bare.hpp": "#pragma once\n",
        "tests/exact/long_file.cpp": "int x;\n" * (MAX_FILE_LINES + 1),
        "src/exact/long_function.cpp": f"void f() {{\n{long_body}}}\n",
        "src/exact/long_wrapped.cpp": f"void f(int a,\n       int b) {{\n{long_body}}}\n",
        "src/exact/long_method.cpp": f"struct S {{\n  void f() {{\n{long_body}  }}\n}};\n",
    }
    clean = {
        "src/variety/down.cpp": '#include "isthmus/flow/support.hpp"\n#include <vector>\n',
        "include/isthmus/exact/numbers.hpp":
            "// x\n#pragma once\n#include <boost/multiprecision/gmp.hpp>\n",
        "src/exact/many.cpp": "namespace a {\n" + "void f(int a,\n       int b) {\n}\n" * 60 + "}\n",
    }
    for name, text in {**broken, **clean}.items():
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True)
            path.write_text(text)
            count = len(faults(pathlib.Path(folder))[0])
            if count != (name in broken):
                sys.exit(f"self-test: {count} faults found in {name}")
    print(f"self-test: {len(broken)} broken rules noticed, {len(clean)} clean files passed")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found, files = faults(pathlib.Path(sys.argv[1]).resolve())
    for path, line, text in found:
        print(f"{path}:{line}: {text}")
    if found or files == 0:
        sys.exit(f"{len(found)} faults in {files} files")
    print(f"{files} files follow the house rules")


main()
