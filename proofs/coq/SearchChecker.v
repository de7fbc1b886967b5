(** The search for all detachable sets, replayed.

    A tree in prefix order. A state is a set I of nodes inside and a set O of nodes outside; it
    stands for all floating sets W with I inside and O outside. A branch puts one node inside, then
    outside. At a leaf, edges between I and O or the ground vanish wherever W floats (they are
    "dead"), and this refutes W or shows that W = I is a set of the list. The walk keeps the open
    states on a stack. A step costs about the edges at the nodes that it names, a found set and a
    split those of I, and a tree has one leaf without nodes inside. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory Floating Strata.

(** ** The checker *)

(** a kind of cut: [true] is "in", edges that enter the set;
    [false] is "out", edges that leave it *)
Inductive search_step :=
| Branch (v : node)
| CutLeaf (kind_in : bool) (set : list node)
| Found (i : positive)                          (* position in the list of sets, counted from 1 *)
| Split (part : list node) (zeros : list (bool * list node))
| NoneLeaf.

Definition nodes := PM.t unit.

(** the edges at the nodes of U to nodes outside U, with their two ends *)
Definition links (a : adj) (m : nodes) (U : list node) : list (eid * (node * node)) :=
  flat_map (fun v => map (fun p => (fst p, (v, snd p)))
                         (filter (fun p => negb (PM.mem (snd p) m)) (get nil v a))) U.

Definition outside (cx : ctx) (O : nodes) (v : node) : bool :=
  PM.mem v O || negb (PM.mem v (c_ch cx)).

(** one end inside, the other outside or ground *)
Definition dead (cx : ctx) (I O : nodes) (v w : node) : bool :=
  (PM.mem v I && outside cx O w) || (PM.mem w I && outside cx O v).

(** all edges that enter (kind "in") or leave the set are dead or in [zero];
    if so, its balance and the edges across the other way *)
Definition closed_cut (cx : ctx) (I O zero : nodes) (kind_in : bool) (U : list node)
    : option (Q * list (eid * (node * node))) :=
  match mkset U, csum (c_ch cx) U with
  | Some m, Some c =>
      let en := links (c_in cx) m U in
      let lv := links (c_out cx) m U in
      if forallb (fun p => dead cx I O (fst (snd p)) (snd (snd p)) || PM.mem (fst p) zero)
           (if kind_in then en else lv)
      then Some (c, if kind_in then lv else en) else None
  | _, _ => None
  end.

Definition check_cut (cx : ctx) (I O : nodes) (kind_in : bool) (U : list node) : bool :=
  match closed_cut cx I O (PM.empty _) kind_in U with
  | Some (c, _) => Qpos (if kind_in then c else Qopp c)
  | None => false
  end.

(** cuts of balance zero: the edges across the other way vanish too *)
Fixpoint run_zeros (cx : ctx) (I O : nodes) (zeros : list (bool * list node)) (zero : nodes)
    : option nodes :=
  match zeros with
  | nil => Some zero
  | (kind_in, U) :: zeros' =>
      match closed_cut cx I O zero kind_in U with
      | Some (c, es) =>
          if Qzero c
          then run_zeros cx I O zeros' (fold_left (fun z p => PM.add (fst p) tt z) es zero)
          else None
      | None => None
      end
  end.

Definition elements_of (I : nodes) : list node := map fst (PM.elements I).

(** every edge that crosses I has its other end outside or ground: nothing can be added to I *)
Definition final (cx : ctx) (I O : nodes) : bool :=
  let U := elements_of I in
  forallb (fun p => outside cx O (snd (snd p))) (links (c_in cx) I U) &&
  forallb (fun p => outside cx O (snd (snd p))) (links (c_out cx) I U).

Definition check_found (cx : ctx) (I O : nodes) (U : list node) : bool :=
  match U, mkset U with
  | _ :: _, Some m =>
      final cx I O &&
      forallb (fun v => PM.mem v I) U && forallb (fun v => PM.mem v m) (elements_of I)
  | _, _ => false
  end.

(** all edges between the part and the rest of I are in [zero] *)
Definition check_split (cx : ctx) (I O : nodes) (part : list node)
    (zeros : list (bool * list node)) : bool :=
  match part, mkset part, run_zeros cx I O zeros (PM.empty _) with
  | _ :: _, Some m, Some zero =>
      let known := fun p : eid * (node * node) =>
                     negb (PM.mem (snd (snd p)) I) || PM.mem (fst p) zero in
      final cx I O && forallb (fun v => PM.mem v I) part &&
      existsb (fun v => negb (PM.mem v m)) (elements_of I) &&
      forallb known (links (c_in cx) m part) && forallb known (links (c_out cx) m part)
  | _, _, _ => false
  end.

Definition check_leaf (cx : ctx) (sets : PM.t (list node)) (I O : nodes) (st : search_step)
    : bool :=
  match st with
  | Branch _ => false
  | CutLeaf kind_in U => check_cut cx I O kind_in U
  | Found i => match PM.find i sets with Some U => check_found cx I O U | None => false end
  | Split part zeros => check_split cx I O part zeros
  | NoneLeaf => PM.is_empty I && forallb (fun vc => PM.mem (fst vc) O) (PM.elements (c_ch cx))
  end.

Fixpoint run_search (cx : ctx) (sets : PM.t (list node)) (steps : list search_step)
    (stack : list (nodes * nodes)) : bool :=
  match steps, stack with
  | nil, nil => true
  | st :: steps', (inner, outer) :: stack' =>
      match st with
      | Branch v =>
          if PM.mem v (c_ch cx) && negb (PM.mem v inner) && negb (PM.mem v outer)
          then run_search cx sets steps'
                 ((PM.add v tt inner, outer) :: (inner, PM.add v tt outer) :: stack')
          else false
      | _ => if check_leaf cx sets inner outer st then run_search cx sets steps' stack' else false
      end
  | _, _ => false
  end.

Fixpoint number_sets (sets : list (list node)) (i : positive) : PM.t (list node) :=
  match sets with
  | nil => PM.empty _
  | U :: sets' => PM.add i U (number_sets sets' (Pos.succ i))
  end.

Definition check_complete (net : network) (hid : balance) (sets : list (list node))
    (steps : list search_step) : bool :=
  run_search (mkctx net hid) (number_sets sets 1%positive) steps [(PM.empty _, PM.empty _)].

(** a step that refutes every floating set, connected or not *)
Definition plain (st : search_step) : bool :=
  match st with Branch _ | CutLeaf _ _ | NoneLeaf => true | Found _ | Split _ _ => false end.

Definition check_smooth (net : network) (hid : balance) (steps : list search_step) : bool :=
  nodup_hid hid && forallb plain steps && check_complete net hid nil steps.

Definition check_all_strata (net : network) (hid : balance) (base : list (eid * Q))
    (strata : list (list node * list (eid * Q))) (steps : list search_step) : bool :=
  check_strata net hid base strata && check_complete net hid (map fst strata) steps.
