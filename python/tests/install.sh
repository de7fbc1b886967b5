#!/usr/bin/env bash
# `pip install` without a network, from the archive of the sources, into a virtual environment of its own. What takes
# long, compiling, is taken from BUILD; that it could be done from the archive alone is shown by configuring there, and by
# Ninja's list of what it would compile. Then the package is used from where it was installed, and removed.
# usage: install.sh PYTHON SOURCE BUILD. Exits with 77 where pip or venv is missing.
set -euo pipefail
python=$1 source=$2 build=$3

"$python" -c 'import venv, ensurepip, numpy' 2>/dev/null || { echo 'skipped: no venv, pip or numpy'; exit 77; }
unset PYTHONPATH
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

"$python" - "$source" "$folder" <<'END'
import sys, tarfile
sys.path.insert(0, f"{sys.argv[1]}/python")
import backend
with tarfile.open(f"{sys.argv[2]}/{backend.build_sdist(sys.argv[2])}") as archive:
    archive.extractall(sys.argv[2])
END
sources=$(echo "$PWD"/isthmus-*/)
"$python" -c 'import sys; sys.path.insert(0, sys.argv[1] + "python"); import backend; backend.configure(sys.argv[1] + "build/python")' \
  "$sources" >configure.log 2>&1 || { cat configure.log; exit 1; }
cmake --build "$sources/build/python" --target isthmus_python_package >/dev/null
cmake --build "$sources/build/python" -- -t inputs isthmus_python | sed -n "s|^$sources||p" | sort >inputs
grep -qx python/module/module.cpp inputs
while read -r file; do test -e "$sources$file"; done < <(grep -v ^build/ inputs)

"$python" -m venv --system-site-packages venv
venv/bin/python -m pip install --quiet --no-index --disable-pip-version-check --config-settings="build-dir=$build" "$sources"
if { venv/bin/python -m pip check --disable-pip-version-check || true; } | grep '^isthmus '; then exit 1; fi
venv/bin/python - "$folder" "$sources" <<'END'
import doctest, pathlib, sys
import isthmus
from importlib.metadata import files, version
here = pathlib.Path(isthmus.__file__).parent
assert here.is_relative_to(f"{sys.argv[1]}/venv"), here
assert version("isthmus") == isthmus.__version__
expected = {path.name for path in pathlib.Path(sys.argv[2], "python/isthmus").iterdir() if path.is_file()}
found = {path.name for path in here.iterdir() if path.is_file()}
(module,) = found - expected
assert module.startswith("_isthmus.") and expected <= found, found ^ expected
assert {path.name for path in files("isthmus") if path.parts[0] == "isthmus" and path.suffix != ".pyc"} == found
tried = doctest.testmod(isthmus)
assert tried.failed == 0 and tried.attempted > 25, tried
END
venv/bin/python -m pip uninstall --quiet --yes isthmus
if venv/bin/python -c 'import isthmus' 2>/dev/null; then echo 'still there'; exit 1; fi
echo configured from the archive, installed, used and removed
