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
python=${PYTHON:-python3}
flow() { "$isthmus" flow "$@" --force; }
case $which in
  a) flow obstructed.json free.json --data data.csv --time 50 --csv "$to/log.csv" --svg "$to/log.svg" ;;
  b) "$python" run.py "$isthmus" "$to" ;;
  c)
    flow bottleneck.json wide.json skip.json --data data.csv --time 300 \
      --csv "$to/log.csv" --svg "$to/log.svg"
    "$python" starts.py "$isthmus" 200 "$to/starts.csv"
    ;;
  d)
    for penalty in weight-decay l1 nuclear; do
      flow mlp:2-6-1 --init kaiming-normal --seed 1 --data ../a/data.csv --method descent --steps 10000 --rate 0.05 \
        "--$penalty" 0.01 --csv "$to/$penalty.csv" --svg "$to/$penalty.svg" -o "$to/$penalty.json"
      if [ "$penalty" = weight-decay ]; then count=1; else count=4; fi
      "$isthmus" prune "$to/$penalty.json" --top "$count" --remove "$count" -o "$to/$penalty-pruned.json"
      echo "loss before and after pruning:"
      for end in "$penalty" "$penalty-pruned"; do
        flow "$to/$end.json" --data ../a/data.csv --method descent --steps 1 --points 1 --csv "$to/end.tmp" >/dev/null
        sed -n 2p "$to/end.tmp" | cut -d, -f4
      done
      rm -f "$to/end.tmp" "$to/$penalty.json" "$to/$penalty-pruned.json"
    done
    ;;
  *) echo "run.sh: no experiment $which" >&2; exit 2 ;;
esac
