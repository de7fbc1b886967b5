(** The checkers, as executable functions. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.

Definition get {A} (d : A) (k : positive) (m : PM.t A) : A :=
  match PM.find k m with Some a => a | None => d end.

Definition adj := PM.t (list (eid * node)).

Fixpoint build (es : network) (i : eid) : adj * adj :=
  match es with
  | nil => (PM.empty _, PM.empty _)
  | (s, d) :: es' =>
      let r := build es' (Pos.succ i) in
      (PM.add d ((i, s) :: get nil d (fst r)) (fst r),
       PM.add s ((i, d) :: get nil s (snd r)) (snd r))
  end.

Fixpoint etab (es : network) (i : eid) : PM.t (node * node) :=
  match es with nil => PM.empty _ | p :: es' => PM.add i p (etab es' (Pos.succ i)) end.

Fixpoint enum (es : network) (i : eid) : list (eid * (node * node)) :=
  match es with nil => nil | p :: es' => (i, p) :: enum es' (Pos.succ i) end.

Fixpoint chmap (hid : balance) : PM.t Q :=
  match hid with nil => PM.empty _ | (v, c) :: h => PM.add v c (chmap h) end.

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

(** lower bounds derived so far: edge -> q with 0 < q <= theta_e^2 on all of M(c) *)
Definition bounds := PM.t Q.

Definition cut (cx : ctx) (lb : bounds) (inward : bool) (U : list node) : option (list eid * Q) :=
  match mkset U, csum (c_ch cx) U with
  | Some m, Some q =>
      let en := crossing (c_in cx) m U in
      let lv := crossing (c_out cx) m U in
      if inward then Some (en, Qplus' q (sumQ (fun e => get 0%Q e lb) lv))
      else Some (lv, Qplus' (Qopp q) (sumQ (fun e => get 0%Q e lb) en))
  | _, _ => None
  end.

Definition Qpos (q : Q) : bool := match Qnum q with Zpos _ => true | _ => false end.
Definition Qzero (q : Q) : bool := match Qnum q with Z0 => true | _ => false end.
Definition Qnonneg (q : Q) : bool := match Qnum q with Zneg _ => false | _ => true end.

(** a locking certificate: a list of cuts, each locking one further edge *)
Fixpoint run_locks (cx : ctx) (steps : list (bool * list node)) (lb : bounds) : option bounds :=
  match steps with
  | nil => Some lb
  | (sg, U) :: st =>
      match cut cx lb sg U with
      | Some ([e], b) => if Qpos b then (if PM.mem e (c_et cx) then run_locks cx st (PM.add e b lb) else None) else None
      | _ => None
      end
  end.

(** sparse rational points x = theta^2 *)
Fixpoint mkpt (l : list (eid * Q)) : PM.t Q :=
  match l with nil => PM.empty _ | (i, q) :: l' => PM.add i q (mkpt l') end.

Definition nodesum (cx : ctx) (xm : PM.t Q) (v : node) : Q :=
  Qplus' (sumQ (fun p => get 0%Q (fst p) xm) (get nil v (c_in cx)))
         (Qopp (sumQ (fun p => get 0%Q (fst p) xm) (get nil v (c_out cx)))).

Definition check_base (cx : ctx) (hid : balance) (l : list (eid * Q)) : bool :=
  let xm := mkpt l in
  forallb (fun p => Qnonneg (snd p)) l &&
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

(** ** Top-level checkers *)

Definition check_empty (net : network) (hid : balance) (steps : list (bool * list node)) (last : bool * list node) : bool :=
  let cx := mkctx net hid in
  match run_locks cx steps (PM.empty _) with
  | Some lb => match cut cx lb (fst last) (snd last) with
               | Some (nil, b) => Qpos b
               | _ => false end
  | None => false
  end.

Definition check_lock (net : network) (hid : balance) (steps : list (bool * list node)) (e : eid) (q : Q) : bool :=
  let cx := mkctx net hid in
  match run_locks cx steps (PM.empty _) with
  | Some lb => match PM.find e lb with Some b => Qle_bool q b && Qpos q | None => false end
  | None => false
  end.

Definition check_disc (net : network) (hid : balance) (base : list (eid * Q)) (steps : list (bool * list node)) : bool :=
  let cx := mkctx net hid in
  check_base cx hid base &&
  match run_locks cx steps (PM.empty _) with
  | Some lb => negb (PM.is_empty lb)
  | None => false
  end.

Definition check_ge (net : network) (hid : balance) (base : list (eid * Q)) (steps : list (bool * list node)) (k : N) : bool :=
  let cx := mkctx net hid in
  check_base cx hid base &&
  match run_locks cx steps (PM.empty _) with
  | Some lb => N.eqb (N.of_nat (length (PM.elements lb))) k
  | None => false
  end.

Definition check_count (net : network) (hid : balance) (base : list (eid * Q)) (steps : list (bool * list node))
    (ds : list (list (eid * Q))) (k : N) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt base in
  check_base cx hid base &&
  match run_locks cx steps (PM.empty _), run_free cx xm ds (PM.empty _) with
  | Some lb, Some fr =>
      N.eqb (N.of_nat (length (PM.elements lb))) k &&
      forallb (fun p => PM.mem (fst p) lb || Qzero (get 0%Q (fst p) xm) || PM.mem (fst p) fr) (enum net 1%positive)
  | _, _ => false
  end.

Definition nodup_hid (hid : balance) : bool :=
  match mkset (map fst hid) with Some _ => true | None => false end.

Definition check_singular (net : network) (hid : balance) (base : list (eid * Q)) (U : list node) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt base in
  nodup_hid hid && check_base cx hid base &&
  match U, mkset U, csum (c_ch cx) U with
  | _ :: _, Some m, Some _ =>
      forallb (fun p => Bool.eqb (PM.mem (fst (snd p)) m) (PM.mem (snd (snd p)) m) || Qzero (get 0%Q (fst p) xm)) (enum net 1%positive)
  | _, _, _ => false
  end.

Fixpoint run_forest (cx : ctx) (xm : PM.t Q) (f : list (node * eid)) (done : PM.t unit) : option (PM.t unit) :=
  match f with
  | nil => Some done
  | (v, e) :: f' =>
      match PM.find e (c_et cx) with
      | Some (s, d) =>
          let w := if Pos.eqb s v then d else s in
          if (Pos.eqb s v || Pos.eqb d v) && negb (Qzero (get 0%Q e xm))
             && (PM.mem w done || negb (PM.mem w (c_ch cx)))
          then run_forest cx xm f' (PM.add v tt done) else None
      | None => None
      end
  end.

Definition check_regular (net : network) (hid : balance) (base : list (eid * Q)) (f : list (node * eid)) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt base in
  nodup_hid hid && check_base cx hid base &&
  match run_forest cx xm f (PM.empty _) with
  | Some done => forallb (fun vc => PM.mem (fst vc) done) hid
  | None => false
  end.

