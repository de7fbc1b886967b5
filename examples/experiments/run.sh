#!/bin/sh
# Redraws the experiments of README.md.
# usage: run.sh EXPERIMENT [ISTHMUS [FOLDER]]: a, b, c or d; the program; and where logs and pictures go
# (beside the networks, if not given). PYTHON names the Python of b, which has python3-sklearn's data.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
which=${1:?"usage: run.sh a|b|c|d [ISTHMUS [FOLDER]]"}
isthmus=${2:-"$here/../../build/release/bin/isthmus"}
case $isthmus in */*) isthmus=$(cd "$(dirname "$isthmus")" && pwd)/$(basename "$isthmus") ;; esac
to=${3:-"$here/$which"}
mkdir -p "$to"
to=$(cd "$to" && pwd)
cd "$here/$which"
flow() { "$isthmus" flow "$@" --force; }
case $which in
  a) flow obstructed.json free.json --data data.csv --time 50 --csv "$to/log.csv" --svg "$to/log.svg" ;;
  *) echo "run.sh: no experiment $which" >&2; exit 2 ;;
esac
