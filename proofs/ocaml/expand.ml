(* A certificate in the terms of the verified checkers, which know no bundles: an edge of
   multiplicity m becomes m parallel edges. What the bundle carries is put on the first of them; the
   others are zero in all flows. Its first edge is freed by moving everything to the second: as a
   difference to the base, and as a difference to the interior with the second as detour. *)
open Certificate
module V = Verified

exception Too_large

let max_edges = 10_000_000

type t = {
  net : (V.positive * V.positive) list;
  hid : (V.positive * Rational.t) list;
  edge : int -> V.positive; (* the first edge of the bundle *)
  bundles : int list; (* backwards *)
  second : int -> V.positive;
}

let network c =
  let size = Array.length c.edges in
  let first = Array.make (size + 1) 0 in
  let room next (edge : Certificate.edge) =
    if edge.multiplicity > max_edges - next then raise Too_large else next + edge.multiplicity in
  Array.iteri (fun e edge -> first.(e + 1) <- room first.(e) edge) c.edges;
  let net = ref [] in
  for e = size - 1 downto 0 do
    let edge = c.edges.(e) in
    let ends = (Numbers.number edge.tail, Numbers.number edge.head) in
    for _ = 1 to edge.multiplicity do net := ends :: !net done
  done;
  let bundles = ref [] in
  Array.iteri (fun e (edge : Certificate.edge) ->
    if edge.multiplicity > 1 then bundles := e :: !bundles) c.edges;
  let hid = List.rev (snd (List.fold_left (fun (v, found) q ->
    (v + 1, (Numbers.number v, q) :: found)) (0, []) c.balance)) in
  { net = !net; hid; edge = (fun e -> Numbers.number first.(e)); bundles = !bundles;
    second = (fun e -> Numbers.number (first.(e) + 1)) }

let map f l = List.rev (List.rev_map f l)
let nodes = map Numbers.number
let edges x = map x.edge
let vector x = map (fun (e, q) -> (x.edge e, q))
let tree x = map (fun (v, e) -> (Numbers.number v, x.edge e))
let trees x c = (map (tree x) c.from_ground, map (tree x) c.to_ground)

let lock x (l : cut) =
  { V.lk_in = l.inward; lk_edge = x.edge l.edge; lk_bound = l.bound; lk_set = nodes l.set;
    lk_uses = edges x l.uses }

let barrier x (l : cut) =
  { V.br_in = l.inward; br_bound = l.bound; br_set = nodes l.set; br_uses = edges x l.uses }

let weak x (l : cut) =
  { V.wk_in = l.inward; wk_edge = x.edge l.edge; wk_set = nodes l.set; wk_uses = edges x l.uses }

let witness x w = (vector x w.difference, map (fun (e, walk) -> (x.edge e, edges x walk)) w.detours)
let stratum x (set, difference) = (nodes set, vector x difference)
let reach x (v, flow) = (Numbers.number v, vector x flow)
let side (inward, set) = (inward, nodes set)

let step = function
  | Branch v -> V.Branch (Numbers.number v)
  | Cut (inward, set) -> V.CutLeaf (inward, nodes set)
  | Found i -> V.Found (Numbers.positive (i + 1))
  | Split (part, zeros) -> V.Split (nodes part, map side zeros)
  | None_left -> V.NoneLeaf

(* For each bundle in the vector: its first edge, its second one, what it carries. *)
let carried x (v : Certificate.vector) =
  let amounts = Hashtbl.create 16 in
  if x.bundles <> [] then List.iter (fun (e, q) -> Hashtbl.replace amounts e q) v;
  List.filter_map (fun e ->
    Option.map (fun q -> (x.edge e, x.second e, q)) (Hashtbl.find_opt amounts e)) x.bundles

let moved (first, second, q) = [ (first, Rational.negative q); (second, q) ]

let free_of_bundles x base = map moved (carried x base)

let regular_free_of_bundles x interior =
  let witness (first, second, q) = (moved (first, second, q), [ (first, [ second ]) ]) in
  map witness (carried x interior)
