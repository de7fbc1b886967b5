#!/bin/sh
# Writes the training set, trains on it in NumPy and, if it is installed, in PyTorch.
# usage: run.sh [ISTHMUS [FOLDER]]: the program, and where lu.csv, log.csv and training.svg go
# (here, if not given). PYTHON names the Python to use.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
isthmus=${1:-"$here/../../build/release/bin/isthmus"}
python=${PYTHON:-python3}
to=${2:-$here}
"$isthmus" closed "$here/../patterns/lu.json" --dataset "$to/lu.csv" --sequence 4
"$python" "$here/train.py" "$to/lu.csv" --layers "11/01;10/11" --log "$to/log.csv" --picture "$to/training.svg"
if "$python" -c "import torch" 2>/dev/null; then
  "$python" "$here/train_torch.py" "$to/lu.csv" --layers "11/01;10/11"
else
  echo "no PyTorch: train_torch.py was not run"
fi
