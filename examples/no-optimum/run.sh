#!/bin/sh
# Writes the training set, trains on it in NumPy and, if it is installed, in PyTorch.
# usage: run.sh [ISTHMUS [FOLDER]]: the program, and where lu.csv, log.csv and training.svg go
# (here, if not given).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
isthmus=${1:-"$here/../../build/release/bin/isthmus"}
to=${2:-$here}
"$isthmus" closed "$here/../patterns/lu.json" --dataset "$to/lu.csv" --sequence 4
python3 "$here/train.py" "$to/lu.csv" --layers "11/01;10/11" --log "$to/log.csv" --picture "$to/training.svg"
if python3 -c "import torch" 2>/dev/null; then
  python3 "$here/train_torch.py" "$to/lu.csv" --layers "11/01;10/11"
else
  echo "no PyTorch: train_torch.py was not run"
fi
