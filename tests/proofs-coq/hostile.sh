#!/bin/sh
# hostile.sh CHECKER: files that are cut off, too large or full of surprises get a verdict and an
# exit code, never a crash. The good file at the start shows that the frame itself is accepted.
checker=$1
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
bad=0

# verdict CODE WORDS NAME: the file $here/c must give this exit code, and a line that begins so.
verdict() {
  said=$("$checker" "$here/c" 2>&1)
  code=$?
  case $said in
    "$2"*) [ $code -eq "$1" ] && return ;;
  esac
  echo "$3: exit code $code instead of $1: $said"
  bad=$((bad + 1))
}

# file LINES…: a certificate of the network ground -> 0 -> ground with balance 0.
network='network 1 2\nedge 1 0\nedge 0 1\nbalance 0\n'
file() { printf "isthmus-certificate 1\n$1" >"$here/c"; }

file "${network}claim nonempty\nbase 0 1 1 1\nend 7\n"
verdict 0 'proved: nonempty' 'a good file'
file "${network}# a comment\nclaim nonempty\nbase\nend 7\n"
verdict 0 'proved: nonempty' 'a comment'
file "${network}claim nonempty\nbase 0 1 1 1\nend 7"
verdict 2 'malformed: line 8' 'no line feed at the end'
file "${network}claim nonempty\nbase 0 1 1 1\nend 8\n"
verdict 2 'malformed: line 8' 'a wrong count of lines'
file "${network}claim nonempty\nbase 0 1 1 1\nend 7\n\n"
verdict 2 'malformed' 'text after the end'
file "${network}claim nonempty\nbase 0 1 1 1\n"
verdict 2 'malformed' 'no end'
file "${network}claim nonempty\nbase 0 1 1\nend 7\n"
verdict 2 'malformed: line 7' 'half an entry'
file "${network}claim nonempty\nbase  0 1 1 1\nend 7\n"
verdict 2 'malformed: line 7' 'two spaces'
file "${network}claim nonempty\nbase 0 1 1 1\r\nend 7\n"
verdict 2 'malformed: line 7' 'a carriage return'
file "network 4294967294 1\n"
verdict 2 'malformed: line 2' 'too many nodes'
file "network 4294967293 4294967293\nedge 0 1\n"
verdict 2 'malformed: line 4' 'announced edges that do not come'
file "network 99999999999999999999 1\n"
verdict 2 'malformed: line 2' 'a number beyond every machine word'
file "network 1 2\nedge 1 0 1000000000000000000\nedge 0 1\nbalance 0\nclaim nonempty\nbase\nend 7\n"
verdict 1 'not proved: bundles' 'a bundle of 10^18'
file "network 1 2\nedge 1 0 3\nedge 0 1 2\nbalance 0\nclaim connected\nbase 0 1/3 1 1/3\nend 7\n"
verdict 0 'proved: connected' 'bundles are free'
file "${network}claim smooth\nfound 4294967293\nend 7\n"
verdict 1 'not proved' 'a stratum far away'
file "${network}claim smooth\nend 6\n"
verdict 1 'not proved' 'no search'
file "${network}claim smooth\nbranch 0\nsplit\nnone\nend 9\n"
verdict 2 'malformed: line 8' 'a split without a part'
file "network 1 2\nedge 1 0\nedge 0 1\nname node 0 \"a\\\\u00e9\\\\n\\\\\"b\"\nname edge 0 \"\"\nname edge 1 \"x\"\nbalance 0\nclaim nonempty\nbase\nend 10\n"
verdict 0 'proved: nonempty' 'names'
file "network 1 2\nedge 1 0\nedge 0 1\nname node 0 \"a\nname edge 0 \"\"\n"
verdict 2 'malformed: line 5' 'a name that does not end'
file "network 0 0\nbalance\nclaim connected\nbase\nend 5\n"
verdict 0 'proved: connected' 'nothing at all'
file "network 0 0\nbalance\nclaim regular-point\npoint\nforest\nend 6\n"
verdict 1 'not proved' 'a regular point without hidden nodes'
# Searches and distances end at 10^7 entries, in all checkers.
many() { # how often, text
  yes "$2" | head -n "$1"
}
search() { # entries
  file "${network}claim smooth\n"
  many "$1" none >>"$here/c"
  echo "end $((6 + $1))" >>"$here/c"
}
search 10000000
verdict 1 'not proved: a step search' 'a search of 10^7 entries that is wrong'
search 10000001
verdict 1 'not proved: the search has more than 10^7 entries' 'a search of 10^7 + 1 entries'
file "${network}claim distance 1\npoint 0 1 1 1\ndistance 0\nreach 0 0 1\n"
many 5000000 'reach 0 0 1 1 1' >>"$here/c"
echo "end 5000009" >>"$here/c"
verdict 1 'not proved: the step distance has more than 10^7 entries' 'a distance of 10^7 + 1 entries'

: >"$here/c"
verdict 2 'malformed' 'an empty file'
rm "$here/c"
verdict 2 'isthmus-verified' 'no file'
mkdir "$here/c"
verdict 2 'isthmus-verified' 'a folder'

[ $bad -eq 0 ] && echo 'all hostile files refused'
