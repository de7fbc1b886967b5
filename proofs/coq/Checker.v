(** The checkers, as executable functions.

    Everything here runs: under vm_compute inside Coq, and as OCaml after extraction. Nothing here
    needs to be trusted; each `check_…` has its theorem `check_…_sound` in a later file. A checker
    is given the network and the balances first, then the steps of the certificate. Functions that
    walk over the whole network are tail recursive, so that large networks need no deep stack. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.

Definition get {A} (d : A) (k : positive) (m : PM.t A) : A :=
  match PM.find k m with Some a => a | None => d end.

(** ** The network as maps *)

(** for each node the edges at it, with their other ends *)
Definition adj := PM.t (list (eid * node)).

Fixpoint build_onto (es : network) (i : eid) (r : adj * adj) : adj * adj :=
  match es with
  | nil => r
  | (s, d) :: es' =>
      build_onto es' (Pos.succ i)
        (PM.add d ((i, s) :: get nil d (fst r)) (fst r), PM.add s ((i, d) :: get nil s (snd r)) (snd r))
  end.

(** the edges into each node, and the edges out of each node *)
Definition build (es : network) (i : eid) : adj * adj := build_onto es i (PM.empty _, PM.empty _).

Fixpoint etab_onto (es : network) (i : eid) (m : PM.t (node * node)) : PM.t (node * node) :=
  match es with nil => m | p :: es' => etab_onto es' (Pos.succ i) (PM.add i p m) end.

Definition etab (es : network) (i : eid) : PM.t (node * node) := etab_onto es i (PM.empty _).

Fixpoint enum (es : network) (i : eid) : list (eid * (node * node)) :=
  match es with nil => nil | p :: es' => (i, p) :: enum es' (Pos.succ i) end.

(** does f hold for every edge? The same as forallb over enum, without the list. *)
Fixpoint forall_edges (f : eid * (node * node) -> bool) (es : network) (i : eid) : bool :=
  match es with nil => true | p :: es' => if f (i, p) then forall_edges f es' (Pos.succ i) else false end.

Fixpoint chmap_onto (hid : balance) (m : PM.t Q) : PM.t Q :=
  match hid with nil => m | (v, c) :: h => chmap_onto h (PM.add v c m) end.

Definition chmap (hid : balance) : PM.t Q := chmap_onto hid (PM.empty _).

Fixpoint sumQ {A} (f : A -> Q) (l : list A) : Q :=
  match l with nil => 0%Q | a :: l' => Qplus' (f a) (sumQ f l') end.

Record ctx := Ctx { c_in : adj; c_out : adj; c_ch : PM.t Q; c_et : PM.t (node * node) }.

Definition mkctx (net : network) (hid : balance) : ctx :=
  let r := build net 1%positive in
  Ctx (fst r) (snd r) (chmap hid) (etab net 1%positive).

Fixpoint mkset (U : list node) : option (PM.t unit) :=
  match U with
  | nil => Some (PM.empty _)
  | v :: U' => match mkset U' with
               | Some m => if PM.mem v m then None else Some (PM.add v tt m)
               | None => None end
  end.

(** the sum of c over U; None if some node is not hidden *)
Fixpoint csum (ch : PM.t Q) (U : list node) : option Q :=
  match U with
  | nil => Some 0%Q
  | v :: U' => match PM.find v ch, csum ch U' with
               | Some c, Some q => Some (Qplus' c q)
               | _, _ => None end
  end.

(** edges between U and its complement, on one side *)
Definition crossing (a : adj) (m : PM.t unit) (U : list node) : list eid :=
  flat_map (fun v => map fst (filter (fun p => negb (PM.mem (snd p) m)) (get nil v a))) U.

Definition Qpos (q : Q) : bool := match Qnum q with Zpos _ => true | _ => false end.
Definition Qzero (q : Q) : bool := match Qnum q with Z0 => true | _ => false end.
Definition Qnonneg (q : Q) : bool := match Qnum q with Zneg _ => false | _ => true end.

Fixpoint increasing (l : list positive) : bool :=
  match l with
  | nil => true
  | a :: l' => match l' with nil => true | b :: _ => if Pos.ltb a b then increasing l' else false end
  end.

(** ** Derived cuts and locks *)

(** A lock: the edges that enter (lk_in) or leave (not lk_in) lk_set are exactly lk_edge, and
    lk_bound > 0 is the value of the cut with the uses lk_uses, which cross the other way. *)
Record lock := Lock { lk_in : bool; lk_edge : eid; lk_bound : Q; lk_set : list node; lk_uses : list eid }.

(** The same with no edge entering or leaving: then there is no flow. *)
Record barrier := Barrier { br_in : bool; br_bound : Q; br_set : list node; br_uses : list eid }.

(** lower bounds derived so far: edge -> q with 0 < q <= theta_e^2 on all of M(c) *)
Definition bounds := PM.t Q.

(** does the edge cross m the other way: out of it for a cut of kind in, into it otherwise? *)
Definition opposite (cx : ctx) (m : PM.t unit) (inward : bool) (e : eid) : bool :=
  match PM.find e (c_et cx) with
  | Some (s, d) => if inward then PM.mem s m && negb (PM.mem d m) else PM.mem d m && negb (PM.mem s m)
  | None => false
  end.

(** the sum of the bounds of the uses; None if one has no bound or does not cross the other way *)
Fixpoint usesum (cx : ctx) (lb : bounds) (m : PM.t unit) (inward : bool) (us : list eid) : option Q :=
  match us with
  | nil => Some 0%Q
  | e :: us' =>
      match PM.find e lb with
      | Some b => if opposite cx m inward e
                  then match usesum cx lb m inward us' with Some q => Some (Qplus' b q) | None => None end
                  else None
      | None => None end
  end.

(** the edges that cross on the side of the cut, and the cut's value *)
Definition cut (cx : ctx) (lb : bounds) (inward : bool) (U : list node) (us : list eid) : option (list eid * Q) :=
  match mkset U, csum (c_ch cx) U with
  | Some m, Some q =>
      if increasing us then
        match usesum cx lb m inward us with
        | Some b => Some (crossing (if inward then c_in cx else c_out cx) m U,
                          Qplus' (if inward then q else Qopp q) b)
        | None => None end
      else None
  | _, _ => None
  end.

(** a locking certificate: each step locks one further edge, with the bounds of the earlier ones *)
Fixpoint run_locks (cx : ctx) (steps : list lock) (lb : bounds) : option bounds :=
  match steps with
  | nil => Some lb
  | l :: st =>
      match cut cx lb (lk_in l) (lk_set l) (lk_uses l) with
      | Some ([e], b) =>
          if Pos.eqb e (lk_edge l) && Qeq_bool b (lk_bound l) && Qpos (lk_bound l) && negb (PM.mem e lb)
          then run_locks cx st (PM.add e (lk_bound l) lb) else None
      | _ => None
      end
  end.

(** the pure locks: edge -> kind, for the locks all whose uses are pure locks of the same kind *)
Fixpoint pure_locks (steps : list lock) (pm : PM.t bool) : PM.t bool :=
  match steps with
  | nil => pm
  | l :: st =>
      pure_locks st
        (if forallb (fun e => match PM.find e pm with Some k => Bool.eqb k (lk_in l) | None => false end) (lk_uses l)
         then PM.add (lk_edge l) (lk_in l) pm else pm)
  end.

Fixpoint count {A} (l : list A) (n : N) : N :=
  match l with nil => n | _ :: l' => count l' (N.succ n) end.

(** ** Flows and differences between flows *)

(** sparse rational points x = theta^2 *)
Fixpoint mkpt_onto (l : list (eid * Q)) (m : PM.t Q) : PM.t Q :=
  match l with nil => m | (i, q) :: l' => mkpt_onto l' (PM.add i q m) end.

Definition mkpt (l : list (eid * Q)) : PM.t Q := mkpt_onto l (PM.empty _).

Definition nodesum (cx : ctx) (xm : PM.t Q) (v : node) : Q :=
  Qplus' (sumQ (fun p => get 0%Q (fst p) xm) (get nil v (c_in cx)))
         (Qopp (sumQ (fun p => get 0%Q (fst p) xm) (get nil v (c_out cx)))).

Definition check_base (cx : ctx) (hid : balance) (l : list (eid * Q)) : bool :=
  let xm := mkpt l in
  forallb (fun p => Qpos (snd p)) l &&
  forallb (fun vc => Qeq_bool (nodesum cx xm (fst vc)) (snd vc)) hid.

(** a sparse difference to the base point *)
Fixpoint apply_diff (et : PM.t (node * node)) (d : list (eid * Q)) (xm bm : PM.t Q) : option (PM.t Q * PM.t Q) :=
  match d with
  | nil => Some (xm, bm)
  | (i, q) :: d' =>
      match PM.find i et with
      | Some (s, t) =>
          let bm1 := PM.add t (Qplus' (get 0%Q t bm) q) bm in
          let bm2 := PM.add s (Qplus' (get 0%Q s bm1) (Qopp q)) bm1 in
          apply_diff et d' (PM.add i (Qplus' (get 0%Q i xm) q) xm) bm2
      | None => None end
  end.

Definition check_diff (cx : ctx) (xm : PM.t Q) (d : list (eid * Q)) : option (PM.t Q) :=
  match apply_diff (c_et cx) d xm (PM.empty _) with
  | Some (ym, bm) =>
      if forallb (fun p => Qnonneg (get 0%Q (fst p) ym)) d &&
         forallb (fun p => Qzero (snd p) || negb (PM.mem (fst p) (c_ch cx))) (PM.elements bm)
      then Some ym else None
  | None => None
  end.

(** mark the edges that vanish at some certified point *)
Fixpoint mark_zeros (ym : PM.t Q) (d : list (eid * Q)) (fr : PM.t unit) : PM.t unit :=
  match d with
  | nil => fr
  | (i, _) :: d' => mark_zeros ym d' (if Qzero (get 0%Q i ym) then PM.add i tt fr else fr)
  end.

Fixpoint run_free (cx : ctx) (xm : PM.t Q) (ds : list (list (eid * Q))) (fr : PM.t unit) : option (PM.t unit) :=
  match ds with
  | nil => Some fr
  | d :: ds' => match check_diff cx xm d with
                | Some ym => run_free cx xm ds' (mark_zeros ym d fr)
                | None => None end
  end.

(** ** Bypasses *)

(** A tree from the ground lists (v, e) with e entering v from the ground or an earlier node; a
    tree to the ground lists (v, e) with e leaving v for the ground or an earlier node. *)
Definition tree := list (node * eid).

(** for each node one tree edge, and another one if the trees differ *)
Definition ways := PM.t (eid * option eid).

Definition note (w : ways) (v : node) (e : eid) : ways :=
  match PM.find v w with
  | None => PM.add v (e, None) w
  | Some (e1, _) => if Pos.eqb e e1 then w else PM.add v (e1, Some e) w
  end.

Fixpoint run_tree (cx : ctx) (from : bool) (t : tree) (done : PM.t eid) (w : ways) : option ways :=
  match t with
  | nil => Some w
  | (v, e) :: t' =>
      match PM.find e (c_et cx) with
      | Some (s, d) =>
          let near := if from then d else s in
          let far := if from then s else d in
          if Pos.eqb near v && PM.mem v (c_ch cx) && negb (PM.mem v done)
             && (PM.mem far done || negb (PM.mem far (c_ch cx)))
          then run_tree cx from t' (PM.add v e done) (note w v e) else None
      | None => None end
  end.

Fixpoint run_trees (cx : ctx) (from : bool) (ts : list tree) (w : ways) : option ways :=
  match ts with
  | nil => Some w
  | t :: ts' => match run_tree cx from t (PM.empty _) w with
                | Some w' => run_trees cx from ts' w'
                | None => None end
  end.

(** is v the ground, or in some tree by an edge other than e? *)
Definition avoids (cx : ctx) (w : ways) (v : node) (e : eid) : bool :=
  negb (PM.mem v (c_ch cx)) ||
  match PM.find v w with
  | Some (e1, o) => negb (Pos.eqb e1 e) || match o with Some _ => true | None => false end
  | None => false
  end.

Definition run_bypass (cx : ctx) (b : list tree * list tree) : option (ways * ways) :=
  match run_trees cx true (fst b) (PM.empty _), run_trees cx false (snd b) (PM.empty _) with
  | Some wf, Some wt => Some (wf, wt)
  | _, _ => None
  end.

Definition bypassed (cx : ctx) (w : ways * ways) (p : eid * (node * node)) : bool :=
  avoids cx (fst w) (snd (snd p)) (fst p) && avoids cx (snd w) (fst (snd p)) (fst p).

Definition loop (p : eid * (node * node)) : bool := Pos.eqb (fst (snd p)) (snd (snd p)).

(** ** Top-level checkers *)

Definition check_lock (net : network) (hid : balance) (locks : list lock) (e : eid) (q : Q) : bool :=
  let cx := mkctx net hid in
  match run_locks cx locks (PM.empty _) with
  | Some lb => match PM.find e lb with Some b => Qle_bool q b && Qpos q | None => false end
  | None => false
  end.

Definition check_empty (net : network) (hid : balance) (locks : list lock) (last : barrier) : bool :=
  let cx := mkctx net hid in
  match run_locks cx locks (PM.empty _) with
  | Some lb => match cut cx lb (br_in last) (br_set last) (br_uses last) with
               | Some (nil, b) => Qeq_bool b (br_bound last) && Qpos (br_bound last)
               | _ => false end
  | None => false
  end.

Definition check_nonempty (net : network) (hid : balance) (base : list (eid * Q)) : bool :=
  check_base (mkctx net hid) hid base.

Definition check_disconnected (net : network) (hid : balance) (base : list (eid * Q)) (locks : list lock) : bool :=
  let cx := mkctx net hid in
  check_base cx hid base &&
  match run_locks cx locks (PM.empty _) with
  | Some lb => negb (PM.is_empty lb)
  | None => false
  end.

(** at least 2^k components *)
Definition check_ge (net : network) (hid : balance) (base : list (eid * Q)) (locks : list lock) (k : N) : bool :=
  let cx := mkctx net hid in
  check_base cx hid base &&
  match run_locks cx locks (PM.empty _) with
  | Some _ => N.eqb (count locks 0%N) k
  | None => false
  end.

Definition check_components (net : network) (hid : balance) (base : list (eid * Q)) (locks : list lock)
    (bypass : list tree * list tree) (free : list (list (eid * Q))) (k : N) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt base in
  check_base cx hid base &&
  match run_locks cx locks (PM.empty _), run_bypass cx bypass, run_free cx xm free (PM.empty _) with
  | Some lb, Some w, Some fr =>
      N.eqb (count locks 0%N) k &&
      forall_edges (fun p => PM.mem (fst p) lb || Qzero (get 0%Q (fst p) xm) || PM.mem (fst p) fr
                             || loop p || bypassed cx w p) net 1%positive
  | _, _, _ => false
  end.

Definition check_connected (net : network) (hid : balance) (base : list (eid * Q)) (locks : list lock)
    (bypass : list tree * list tree) (free : list (list (eid * Q))) : bool :=
  check_components net hid base locks bypass free 0%N.

Definition nodup_hid (hid : balance) : bool :=
  match mkset (map fst hid) with Some _ => true | None => false end.

Definition check_singular_point (net : network) (hid : balance) (point : list (eid * Q)) (floating : list node) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt point in
  nodup_hid hid && check_base cx hid point &&
  match floating, mkset floating, csum (c_ch cx) floating with
  | _ :: _, Some m, Some _ =>
      forall_edges (fun p => Bool.eqb (PM.mem (fst (snd p)) m) (PM.mem (snd (snd p)) m)
                             || Qzero (get 0%Q (fst p) xm)) net 1%positive
  | _, _, _ => false
  end.

(** Each node of the forest is joined by a nonzero edge to the ground or to an earlier node. *)
Fixpoint run_forest (cx : ctx) (xm : PM.t Q) (f : list (node * eid)) (done : PM.t unit) : option (PM.t unit) :=
  match f with
  | nil => Some done
  | (v, e) :: f' =>
      match PM.find e (c_et cx) with
      | Some (s, d) =>
          let w := if Pos.eqb s v then d else s in
          if (Pos.eqb s v || Pos.eqb d v) && negb (Qzero (get 0%Q e xm))
             && PM.mem v (c_ch cx) && negb (PM.mem v done)
             && (PM.mem w done || negb (PM.mem w (c_ch cx)))
          then run_forest cx xm f' (PM.add v tt done) else None
      | None => None
      end
  end.

Definition check_regular_point (net : network) (hid : balance) (point : list (eid * Q)) (forest : list (node * eid)) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt point in
  nodup_hid hid && check_base cx hid point &&
  match run_forest cx xm forest (PM.empty _) with
  | Some done => forallb (fun vc => PM.mem (fst vc) done) hid
  | None => false
  end.
