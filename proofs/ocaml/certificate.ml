(* A certificate as it was read: plain data in the order of docs/certificate.md. Nodes and edges
   count from 0; the ground is node `hidden`. The reader guarantees the conventions of that page:
   ranges, increasing sets and vectors. Whether anything is proved is the business of rules.ml. *)

type rational = Rational.t
type set = int list
type vector = (int * rational) list
type tree = (int * int) list (* node, edge *)
type edge = { tail : int; head : int; multiplicity : int }

(* `inward` says the kind: in, or else out. *)
type cut = {
  inward : bool;
  edge : int;
  bound : rational;
  set : set; (* as listed *)
  extends : int list;
  uses : int list;
}
type side = bool * set
type witness = { difference : vector; detours : (int * int list) list }
type step = Branch of int | Cut of side | Found of int | Split of set * side list | None_left

type claim =
  | Empty
  | Nonempty
  | Components of int
  | Connected
  | Disconnected
  | Singular_point
  | Regular_point
  | Singular_exists
  | Smooth
  | Regular_components of int
  | No_regular_point
  | Strata of int * bool (* complete? *)
  | Distance of rational

type t = {
  hidden : int;
  edges : edge array;
  balance : rational list;
  claims : (claim * string) list; (* with the words that say it *)
  base : vector option;
  locks : cut list;
  from_ground : tree list;
  to_ground : tree list;
  free : vector list;
  empty : cut option;
  point : vector option;
  floating : set option;
  forest : tree option;
  interior : vector option;
  interior_forest : tree option;
  weak : cut list;
  regular_free : witness list;
  always_floating : side option;
  strata : (set * vector) list;
  search : step list;
  distance : set option;
  reach : (int * vector) list;
}
