"""One name, one thing: no type or enum of a namespace is defined twice.

Two definitions of one name in one namespace are undefined behaviour as soon as both are linked
(the one definition rule), and no compiler says so. Looked at are the headers in include/, src/ and tests/,
and what is defined at namespace scope in src/**/*.cpp: a type there, in an anonymous namespace
or not, may not have the name of a type of the headers in the same namespace either, since a
reader would take one for the other.

usage: check_names.py ROOT         check a source tree
       check_names.py --self-test  define names twice on purpose and see it noticed
"""
import collections
import pathlib
import re
import sys
import tempfile

# The formatter does not indent what is in a namespace, so that a line without indentation is at
# namespace scope.
OPEN = re.compile(r"^(?:inline )?namespace(?: ([\w:]+))? \{")
CLOSE = re.compile(r"^\}  // namespace")
DEFINITION = re.compile(r"^(?:template <.*> )?(?:struct|class|enum(?: class| struct)?|union) "
                        r"(?:(?:\[\[[^]]*\]\]|alignas\([^)]*\)) )*(\w+)(?: final)?(?: :.*| \{.*|)$")
ALIAS = re.compile(r"^(?:template <.*> )?using (\w+) =")


def definitions(lines):
    """(line number, qualified name, in an anonymous namespace) of the types at namespace scope. Of
    conditional text only the first branch counts."""
    scope, other_branch = [], False
    for number, line in enumerate(lines, 1):
        if line.startswith(("#else", "#elif", "#endif")):
            other_branch = not line.startswith("#endif")
        if other_branch:
            continue
        if match := OPEN.match(line):
            scope.append(match.group(1) or "")
            if line.rstrip().endswith("}"):
                scope.pop()
        elif CLOSE.match(line) and scope:
            scope.pop()
        elif match := DEFINITION.match(line) or ALIAS.match(line):
            yield number, "::".join([part for part in scope if part] + [match.group(1)]), "" in scope


def files_of(root, folder, suffix):
    return sorted((root / folder).rglob("*" + suffix))


def faults(root):
    """All faults of a tree as (path, line, text), and the number of names looked at."""
    found, first = [], {}
    for path in [path for folder in ("include", "src", "tests") for path in files_of(root, folder, ".hpp")]:
        for number, name, _ in definitions(path.read_text(encoding="utf-8").splitlines()):
            place = f"{path.relative_to(root)}:{number}"
            if name in first:
                found.append((place, f"{name} is also defined at {first[name]}"))
            first.setdefault(name, place)
    shared = collections.defaultdict(str)
    for path in files_of(root, "src", ".cpp"):
        for number, name, hidden in definitions(path.read_text(encoding="utf-8").splitlines()):
            place = f"{path.relative_to(root)}:{number}"
            other = first.get(name) or (shared[name] if not hidden else "")
            if other:
                found.append((place, f"{name} is also defined at {other}"))
            if not hidden:
                shared[name] = place
    return found, len(first)


def self_test():
    """Each pair of files is a tree; the second value says how many faults it has."""
    def wrapped(text, name="isthmus"):
        return f"namespace {name} {{\n{text}\n}}  // namespace {name}\n"
    layout, other = wrapped("struct Layout {\n  int x;\n};"), wrapped("enum class Layout { a, b };")
    inside = wrapped("class Outer {\n  struct Layout {};\n};")
    forward = wrapped("struct Layout;")
    hidden = wrapped("namespace {\nclass Layout : public Base {\n};\n}  // namespace")
    alias = wrapped("using Layout = int;")
    either = wrapped("#if X\nusing Layout = int;\n#else\nusing Layout = long;\n#endif")
    trees = [((layout, other), 1), ((inside, either), 0), ((layout, either), 1), ((layout, alias), 1), ((layout, inside), 0),
             ((layout, wrapped("enum Layout : char { a, b };")), 1), ((layout, wrapped("struct alignas(16) Layout {};")), 1),
             ((layout, forward), 0), ((layout, wrapped("struct Layout {};", "isthmus::draw")), 0),
             ((layout, wrapped("template <class T>\nstruct Layout {};")), 1)]
    sources = [((layout, hidden), 1), ((layout, other), 1), ((layout, forward), 0),
               ((other, wrapped("namespace {\nusing Layout = int;\n}  // namespace")), 1),
               ((inside, hidden), 0)]
    for suffix, group in ((".hpp", trees), (".cpp", sources)):
        for texts, expected in group:
            with tempfile.TemporaryDirectory() as folder:
                root = pathlib.Path(folder)
                for name, text in zip(("include/isthmus/a.hpp", "src/room/b" + suffix), texts):
                    (root / name).parent.mkdir(parents=True)
                    (root / name).write_text(text)
                count = len(faults(root)[0])
                if count != expected:
                    sys.exit(f"self-test: {count} faults, not {expected}, in\n{texts}")
    print(f"self-test: {len(trees) + len(sources)} small trees judged rightly")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found, names = faults(pathlib.Path(sys.argv[1]).resolve())
    for place, text in found:
        print(f"{place}: {text}")
    if found or names == 0:
        sys.exit(f"{len(found)} names stand for two things, of {names}")
    print(f"{names} names stand for one thing each")


main()
