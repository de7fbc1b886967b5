#!/usr/bin/env bash
# `pip install .` without a network, into a virtual environment of its own, from what was built already; then the
# package is imported from there. usage: install.sh PYTHON SOURCE BUILD. Exits with 77 where pip or venv is missing.
set -euo pipefail
python=$1 source=$2 build=$3

"$python" -c 'import venv, ensurepip, numpy' 2>/dev/null || { echo 'skipped: no venv, pip or numpy'; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv --system-site-packages "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --no-index --disable-pip-version-check \
  --config-settings="build-dir=$build" "$source"
cd "$folder"
venv/bin/python - "$folder" <<'END'
import sys
import isthmus
assert isthmus.__file__.startswith(sys.argv[1]), isthmus.__file__
assert isthmus.analyze("dag:x>h,h>y").components.criterion.complete
from importlib.metadata import version
assert version("isthmus") == isthmus.__version__
END
"$folder/venv/bin/python" -m pip uninstall --quiet --yes isthmus
echo installed, imported and removed
