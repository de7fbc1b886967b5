(** InvVar.v -- verified certificate checkers for invariant varieties of ReLU networks.
    Coq 8.16, standard library only.  Part 1 (definitions) is what a reader must trust;
    everything after "Part 2" is proved. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction.
Require Import FMapPositive.
Import ListNotations.
Open Scope R_scope.
Module PM := PositiveMap.

(* ===================================================================== *)
(** * Part 1. Definitions (the trusted statement)                         *)
(* ===================================================================== *)

Notation node := positive (only parsing).
Notation eid := positive (only parsing).    (* edge number, 1-based position in the list *)
Definition network := list (node * node).   (* (source, target) *)
Definition balance := list (node * Q).      (* hidden nodes with their c_v *)
Definition point := eid -> R.               (* only coordinates 1..|E| matter *)

Definition valid (net : network) (i : eid) := (Pos.to_nat i <= length net)%nat.

(** sum over edges into v of x_e  minus  sum over edges out of v of x_e *)
Fixpoint bal (v : node) (es : network) (i : eid) (x : point) : R :=
  match es with
  | nil => 0
  | (s, d) :: es' =>
      (if Pos.eqb d v then x i else 0) - (if Pos.eqb s v then x i else 0)
      + bal v es' (Pos.succ i) x
  end.

(** The invariant variety M(c). *)
Definition M (net : network) (hid : balance) (th : point) : Prop :=
  forall v c, In (v, c) hid -> bal v net 1%positive (fun i => th i ^ 2) = Q2R c.

(** continuity on [0,1] (relative topology, epsilon-delta) *)
Definition cont01 (f : R -> R) : Prop :=
  forall t, 0 <= t <= 1 -> forall eps, 0 < eps -> exists del, 0 < del /\
  forall s, 0 <= s <= 1 -> Rabs (s - t) < del -> Rabs (f s - f t) < eps.

(** a and b are joined by a continuous path inside P *)
Definition joined (net : network) (P : point -> Prop) (a b : point) : Prop :=
  exists g : R -> point,
    (forall i, valid net i -> cont01 (fun t => g t i)) /\
    (forall t, 0 <= t <= 1 -> P (g t)) /\
    (forall i, valid net i -> g 0 i = a i /\ g 1 i = b i).

Definition open (net : network) (A : point -> Prop) : Prop :=
  forall a, A a -> exists eps, 0 < eps /\
  forall b, (forall i, valid net i -> Rabs (b i - a i) < eps) -> A b.

(** topological disconnectedness: a separation by two open sets *)
Definition disconnected (net : network) (P : point -> Prop) : Prop :=
  exists A B, open net A /\ open net B /\
    (forall a, P a -> A a \/ B a) /\ (forall a, P a -> A a -> B a -> False) /\
    (exists a, P a /\ A a) /\ (exists b, P b /\ B b).

(** a and b lie on different sides of a separation of P by open sets *)
Definition separated (net : network) (P : point -> Prop) (a b : point) : Prop :=
  exists A B, open net A /\ open net B /\
    (forall x, P x -> A x \/ B x) /\ (forall x, P x -> A x -> B x -> False) /\ A a /\ B b.

(** in different path components and in different connected components *)
Definition apart (net : network) (P : point -> Prop) (a b : point) : Prop :=
  ~ joined net P a b /\ separated net P a b.

(** exactly m path components, which are also the connected components *)
Definition components (net : network) (P : point -> Prop) (m : N) : Prop :=
  exists reps : list point, N.of_nat (length reps) = m /\
    (forall a, In a reps -> P a) /\
    ForallOrdPairs (apart net P) reps /\
    (forall a, P a -> exists b, In b reps /\ joined net P a b).

(** at least m components *)
Definition components_ge (net : network) (P : point -> Prop) (m : N) : Prop :=
  exists reps : list point, N.of_nat (length reps) = m /\
    (forall a, In a reps -> P a) /\ ForallOrdPairs (apart net P) reps.

Definition upd (th : point) (i : eid) (r : R) : point := fun k => if Pos.eqb k i then r else th k.

(** J v i = partial derivative, at th, of the v-th equation with respect to coordinate i *)
Definition is_jacobian (net : network) (hid : balance) (th : point) (J : node -> eid -> R) : Prop :=
  forall v c, In (v, c) hid -> forall i, valid net i ->
    derivable_pt_lim (fun s => bal v net 1%positive (fun k => upd th i s k ^ 2) - Q2R c) (th i) (J v i).

Fixpoint sumL {A} (f : A -> R) (l : list A) : R :=
  match l with nil => 0 | a :: l' => f a + sumL f l' end.

(** y is a left-kernel vector of the Jacobian *)
Definition left_kernel (net : network) (hid : balance) (J : node -> eid -> R) (y : node -> R) : Prop :=
  forall i, valid net i -> sumL (fun vc => y (fst vc) * J (fst vc) i) hid = 0.

Definition singular_at (net : network) (hid : balance) (th : point) : Prop :=
  M net hid th /\ exists J, is_jacobian net hid th J /\
  exists y, (exists v c, In (v, c) hid /\ y v <> 0) /\ left_kernel net hid J y.

Definition regular_at (net : network) (hid : balance) (th : point) : Prop :=
  M net hid th /\ exists J, is_jacobian net hid th J /\
  forall y, left_kernel net hid J y -> forall v c, In (v, c) hid -> y v = 0.

(* ===================================================================== *)
(** * Part 2. The checkers (executable)                                   *)
(* ===================================================================== *)

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

(* ===================================================================== *)
(** * Part 3. Proofs                                                      *)
(* ===================================================================== *)

(** ** finite sums *)
Lemma sumL_ext {A} (f g : A -> R) l : (forall a, In a l -> f a = g a) -> sumL f l = sumL g l.
Proof.
  induction l as [|a l IH]; simpl; intros H; [reflexivity|].
  rewrite (H a (or_introl eq_refl)), IH; [reflexivity|]. intros b Hb; apply H; right; exact Hb.
Qed.

Lemma sumL_le {A} (f g : A -> R) l : (forall a, In a l -> f a <= g a) -> sumL f l <= sumL g l.
Proof.
  induction l as [|a l IH]; simpl; intros H; [lra|].
  specialize (H a (or_introl eq_refl)) as H1.
  assert (sumL f l <= sumL g l) by (apply IH; intros b Hb; apply H; right; exact Hb). lra.
Qed.

Lemma sumL_app {A} (f : A -> R) l l' : sumL f (l ++ l') = sumL f l + sumL f l'.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Lemma sumL_plus {A} (f g : A -> R) l : sumL (fun a => f a + g a) l = sumL f l + sumL g l.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Lemma sumL_minus {A} (f g : A -> R) l : sumL (fun a => f a - g a) l = sumL f l - sumL g l.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Lemma sumL_scal {A} (k : R) (f : A -> R) l : sumL (fun a => k * f a) l = k * sumL f l.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Lemma sumL_0 {A} (l : list A) : sumL (fun _ => 0) l = 0.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Lemma sumL_map {A B} (h : A -> B) (f : B -> R) l : sumL f (map h l) = sumL (fun a => f (h a)) l.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Lemma sumL_flat_map {A B} (h : A -> list B) (f : B -> R) l :
  sumL f (flat_map h l) = sumL (fun a => sumL f (h a)) l.
Proof. induction l as [|a l IH]; simpl; [lra|]. rewrite sumL_app, IH; lra. Qed.

Lemma sumL_filter {A} (b : A -> bool) (f : A -> R) l :
  sumL f (filter b l) = sumL (fun a => if b a then f a else 0) l.
Proof. induction l as [|a l IH]; simpl; [lra|]. destruct (b a); simpl; rewrite IH; lra. Qed.

Lemma sumL_indic (U : list node) (u : node -> bool) (d : node) (r : R) :
  NoDup U -> (forall v, u v = true <-> In v U) ->
  sumL (fun v => if Pos.eqb d v then r else 0) U = if u d then r else 0.
Proof.
  intros ND Hu.
  assert (H : forall l, NoDup l -> (In d l -> sumL (fun v => if Pos.eqb d v then r else 0) l = r) /\
                    (~ In d l -> sumL (fun v => if Pos.eqb d v then r else 0) l = 0)).
  { induction l as [|a l IH]; simpl; intros N; split; intros H; try contradiction; try lra.
    - inversion N as [|? ? N1 N2]; subst. destruct (IH N2) as [I1 I2].
      destruct (Pos.eqb_spec d a) as [->|ne].
      + rewrite (I2 N1); lra.
      + destruct H as [H|H]; [congruence|]. rewrite (I1 H); lra.
    - inversion N as [|? ? N1 N2]; subst. destruct (IH N2) as [I1 I2].
      destruct (Pos.eqb_spec d a) as [->|ne]; [exfalso; apply H; now left|].
      rewrite I2; [lra|]. intros K; apply H; now right. }
  destruct (H U ND) as [H1 H2]. destruct (u d) eqn:E.
  - apply H1, Hu, E.
  - apply H2. intros K. apply Hu in K. congruence.
Qed.

(** ** rationals *)
Lemma Q2R_0 : Q2R 0%Q = 0.
Proof. unfold Q2R; simpl; lra. Qed.

Lemma Q2R_plus' a b : Q2R (Qplus' a b) = Q2R a + Q2R b.
Proof. rewrite (Qeq_eqR _ _ (Qplus'_correct a b)); apply Q2R_plus. Qed.

Lemma Q2R_sumQ {A} (f : A -> Q) l : Q2R (sumQ f l) = sumL (fun a => Q2R (f a)) l.
Proof. induction l as [|a l IH]; simpl; [apply Q2R_0|]. rewrite Q2R_plus', IH; reflexivity. Qed.

Lemma Qpos_sound q : Qpos q = true -> 0 < Q2R q.
Proof.
  unfold Qpos; intros H. rewrite <- Q2R_0. apply Qlt_Rlt. unfold Qlt; simpl.
  destruct (Qnum q) as [|p|p]; try discriminate; reflexivity.
Qed.

Lemma Qnonneg_sound q : Qnonneg q = true -> 0 <= Q2R q.
Proof.
  unfold Qnonneg; intros H. rewrite <- Q2R_0. apply Qle_Rle. unfold Qle; simpl.
  destruct (Qnum q) as [|p|p]; try discriminate; simpl; lia.
Qed.

Lemma Qzero_sound q : Qzero q = true -> Q2R q = 0.
Proof.
  unfold Qzero, Q2R; intros H. destruct (Qnum q) as [|p|p]; try discriminate. simpl. lra.
Qed.

Lemma Qzero_false q : Qzero q = false -> Q2R q <> 0.
Proof.
  unfold Qzero; intros H E. rewrite <- Q2R_0 in E. apply eqR_Qeq in E. unfold Qeq in E; simpl in E.
  destruct (Qnum q) as [|p|p]; try discriminate.
Qed.

(** ** maps *)
Lemma get_add {A} (d : A) k j a m : get d k (PM.add j a m) = if Pos.eqb j k then a else get d k m.
Proof.
  unfold get. destruct (Pos.eqb_spec j k) as [->|ne].
  - now rewrite PM.gss.
  - rewrite PM.gso; [reflexivity|congruence].
Qed.

Lemma get_empty {A} (d : A) k : get d k (PM.empty _) = d.
Proof. unfold get; now rewrite PM.gempty. Qed.

Lemma mem_add {A} k j (a : A) m : PM.mem k (PM.add j a m) = Pos.eqb j k || PM.mem k m.
Proof.
  rewrite !PM.mem_find. destruct (Pos.eqb_spec j k) as [->|ne].
  - now rewrite PM.gss.
  - rewrite PM.gso; [reflexivity|congruence].
Qed.

Lemma mem_empty {A} k : PM.mem k (PM.empty A) = false.
Proof. rewrite PM.mem_find, PM.gempty; reflexivity. Qed.

Lemma mkset_sound U : forall m, mkset U = Some m -> NoDup U /\ forall v, PM.mem v m = true <-> In v U.
Proof.
  induction U as [|a U IH]; simpl; intros m H.
  - injection H as <-. split; [constructor|]. intros v. rewrite mem_empty. split; [discriminate|contradiction].
  - destruct (mkset U) as [m0|] eqn:E; [|discriminate].
    destruct (PM.mem a m0) eqn:Ea; [discriminate|]. injection H as <-.
    destruct (IH m0 eq_refl) as [ND Hm]. split.
    + constructor; [|exact ND]. intros K. apply Hm in K. congruence.
    + intros v. rewrite mem_add. rewrite Bool.orb_true_iff, Hm.
      rewrite Pos.eqb_eq. intuition.
Qed.

Lemma chmap_sound hid v c : PM.find v (chmap hid) = Some c -> In (v, c) hid.
Proof.
  induction hid as [|[w q] h IH]; simpl; [rewrite PM.gempty; discriminate|].
  destruct (Pos.eq_dec v w) as [->|ne].
  - rewrite PM.gss. intros [= ->]. now left.
  - rewrite PM.gso by exact ne. auto.
Qed.

Lemma chmap_complete hid v c : In (v, c) hid -> PM.mem v (chmap hid) = true.
Proof.
  induction hid as [|[w q] h IH]; simpl; [contradiction|].
  rewrite mem_add. intros [H|H].
  - injection H as -> ->. now rewrite Pos.eqb_refl.
  - rewrite IH by exact H. apply Bool.orb_true_r.
Qed.

(** ** edge sums *)
Fixpoint esum (es : network) (i : eid) (F : eid -> node -> node -> R) : R :=
  match es with nil => 0 | (s, d) :: es' => F i s d + esum es' (Pos.succ i) F end.

Lemma esum_ext es : forall i F G, (forall k s d, F k s d = G k s d) -> esum es i F = esum es i G.
Proof. induction es as [|[s d] es IH]; simpl; intros; [reflexivity|]. rewrite H, (IH _ F G H); reflexivity. Qed.

Lemma esum_minus es : forall i F G, esum es i (fun k s d => F k s d - G k s d) = esum es i F - esum es i G.
Proof. induction es as [|[s d] es IH]; simpl; intros; [lra|]. rewrite IH; lra. Qed.

Lemma esum_enum es : forall i F, esum es i F = sumL (fun p => F (fst p) (fst (snd p)) (snd (snd p))) (enum es i).
Proof. induction es as [|[s d] es IH]; simpl; intros; [reflexivity|]. rewrite IH; reflexivity. Qed.

Lemma bal_esum v es : forall i x,
  bal v es i x = esum es i (fun k s d => (if Pos.eqb d v then x k else 0) - (if Pos.eqb s v then x k else 0)).
Proof. induction es as [|[s d] es IH]; simpl; intros; [reflexivity|]. rewrite IH; reflexivity. Qed.

Lemma bal_ext v es : forall i x y,
  (forall k, (Pos.to_nat i <= Pos.to_nat k < Pos.to_nat i + length es)%nat -> x k = y k) ->
  bal v es i x = bal v es i y.
Proof.
  induction es as [|[s d] es IH]; simpl; intros i x y H; [reflexivity|].
  rewrite (H i) by lia. rewrite (IH (Pos.succ i) x y); [reflexivity|].
  intros k Hk. apply H. lia.
Qed.

Lemma bal_ext_valid v net x y : (forall k, valid net k -> x k = y k) -> bal v net 1%positive x = bal v net 1%positive y.
Proof. intros H. apply bal_ext. intros k Hk. apply H. unfold valid. change (Pos.to_nat 1) with 1%nat in Hk. lia. Qed.

Lemma bal_lin v es : forall i x y a b,
  bal v es i (fun k => a * x k + b * y k) = a * bal v es i x + b * bal v es i y.
Proof.
  induction es as [|[s d] es IH]; simpl; intros; [lra|]. rewrite IH.
  destruct (Pos.eqb d v), (Pos.eqb s v); lra.
Qed.

Lemma sum_bal U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i x,
  sumL (fun v => bal v es i x) U = esum es i (fun k s d => (if u d then x k else 0) - (if u s then x k else 0)).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; simpl; intros i x; [apply sumL_0|].
  rewrite sumL_plus, sumL_minus, (sumL_indic U u d), (sumL_indic U u s), IH by assumption. reflexivity.
Qed.

Lemma build_in U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (fst (build es i)))) U
  = esum es i (fun k s d => if u d then f k s else 0).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; simpl; intros i f.
  - erewrite sumL_ext; [apply sumL_0|]. intros a _. simpl. rewrite get_empty. reflexivity.
  - rewrite <- IH, <- (sumL_indic U u d (f i s) ND Hu), <- sumL_plus.
    apply sumL_ext. intros a _. rewrite get_add.
    destruct (Pos.eqb_spec d a) as [->|ne]; simpl; lra.
Qed.

Lemma build_out U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (snd (build es i)))) U
  = esum es i (fun k s d => if u s then f k d else 0).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; simpl; intros i f.
  - erewrite sumL_ext; [apply sumL_0|]. intros a _. simpl. rewrite get_empty. reflexivity.
  - rewrite <- IH, <- (sumL_indic U u s (f i d) ND Hu), <- sumL_plus.
    apply sumL_ext. intros a _. rewrite get_add.
    destruct (Pos.eqb_spec s a) as [->|ne]; simpl; lra.
Qed.

Lemma enum_ge es : forall i k p, In (k, p) (enum es i) -> (Pos.to_nat i <= Pos.to_nat k < Pos.to_nat i + length es)%nat.
Proof.
  induction es as [|q es IH]; simpl; intros i k p H; [contradiction|].
  destruct H as [H|H]; [injection H as -> ->; lia|]. specialize (IH _ _ _ H). lia.
Qed.

Lemma enum_valid net k p : In (k, p) (enum net 1%positive) -> valid net k.
Proof. intros H. apply enum_ge in H. unfold valid. change (Pos.to_nat 1) with 1%nat in H. lia. Qed.

Lemma valid_enum_gen es : forall i k,
  (Pos.to_nat i <= Pos.to_nat k < Pos.to_nat i + length es)%nat -> exists p, In (k, p) (enum es i).
Proof.
  induction es as [|q es IH]; simpl; intros i k H; [lia|].
  destruct (Pos.eq_dec k i) as [->|ne]; [exists q; now left|].
  destruct (IH (Pos.succ i) k) as [p Hp].
  - assert (Pos.to_nat k <> Pos.to_nat i) by (intros K; apply Pos2Nat.inj in K; contradiction). lia.
  - exists p; now right.
Qed.

Lemma valid_enum net k : valid net k -> exists p, In (k, p) (enum net 1%positive).
Proof. intros H. apply valid_enum_gen. unfold valid in H. change (Pos.to_nat 1) with 1%nat. pose proof (Pos2Nat.is_pos k). lia. Qed.

Lemma etab_enum es : forall i k p, PM.find k (etab es i) = Some p -> In (k, p) (enum es i).
Proof.
  induction es as [|q es IH]; simpl; intros i k p H; [rewrite PM.gempty in H; discriminate|].
  destruct (Pos.eq_dec k i) as [->|ne].
  - rewrite PM.gss in H. injection H as ->. now left.
  - rewrite PM.gso in H by exact ne. right; auto.
Qed.

(** coefficient of edge k in equation v *)
Lemma bal_unit es : forall i k s d v, In (k, (s, d)) (enum es i) -> forall x r,
  bal v es i (fun j => if Pos.eqb j k then r else x j)
  = bal v es i x + ((if Pos.eqb d v then r - x k else 0) - (if Pos.eqb s v then r - x k else 0)).
Proof.
  induction es as [|[s0 d0] es IH]; simpl; intros i k s d v H x r; [contradiction|].
  destruct H as [H|H].
  - injection H as -> -> ->. rewrite Pos.eqb_refl.
    rewrite (bal_ext v es (Pos.succ k) _ x).
    + destruct (Pos.eqb d v), (Pos.eqb s v); lra.
    + intros j Hj. destruct (Pos.eqb_spec j k) as [->|ne]; [lia|reflexivity].
  - rewrite (IH _ _ _ _ v H). apply enum_ge in H.
    destruct (Pos.eqb_spec i k) as [->|ne]; [lia|]. lra.
Qed.

(** ** cuts *)
Definition sq (th : point) : point := fun i => th i ^ 2.

Lemma csum_sound net hid th : M net hid th -> forall U q, csum (chmap hid) U = Some q ->
  Q2R q = sumL (fun v => bal v net 1%positive (sq th)) U.
Proof.
  intros HM. induction U as [|v U IH]; simpl; intros q H; [injection H as <-; apply Q2R_0|].
  destruct (PM.find v (chmap hid)) as [c|] eqn:Ec; [|discriminate].
  destruct (csum (chmap hid) U) as [q'|]; [|discriminate]. injection H as <-.
  rewrite Q2R_plus', (IH q' eq_refl). rewrite <- (HM v c (chmap_sound _ _ _ Ec)). reflexivity.
Qed.

Lemma cut_identity net m U (x : point) : NoDup U -> (forall v, PM.mem v m = true <-> In v U) ->
  sumL (fun v => bal v net 1%positive x) U
  = sumL x (crossing (fst (build net 1%positive)) m U) - sumL x (crossing (snd (build net 1%positive)) m U).
Proof.
  intros ND Hm. set (u := fun v : positive => PM.mem v m).
  rewrite (sum_bal U u ND Hm).
  assert (E : forall a : adj, sumL x (crossing a m U)
          = sumL (fun v => sumL (fun p => (fun (k w : positive) => if u w then 0 else x k) (fst p) (snd p)) (get nil v a)) U).
  { intros a. unfold crossing. rewrite sumL_flat_map. apply sumL_ext. intros v _.
    rewrite sumL_map, sumL_filter. apply sumL_ext.
    intros [k w] _. unfold u; cbn [fst snd]. destruct (PM.mem w m); reflexivity. }
  assert (E1 : sumL x (crossing (fst (build net 1%positive)) m U)
          = esum net 1%positive (fun k s d => if u d then (if u s then 0 else x k) else 0)).
  { etransitivity; [apply E|]. exact (build_in U u ND Hm net 1%positive (fun k w => if u w then 0 else x k)). }
  assert (E2 : sumL x (crossing (snd (build net 1%positive)) m U)
          = esum net 1%positive (fun k s d => if u s then (if u d then 0 else x k) else 0)).
  { etransitivity; [apply E|]. exact (build_out U u ND Hm net 1%positive (fun k w => if u w then 0 else x k)). }
  rewrite E1, E2, <- esum_minus. apply esum_ext. intros k s d. destruct (u d), (u s); lra.
Qed.

Definition lb_sound (lb : bounds) (th : point) : Prop :=
  forall e q, PM.find e lb = Some q -> 0 < Q2R q /\ Q2R q <= th e ^ 2.

Lemma sq_nonneg th e : 0 <= sq th e.
Proof. unfold sq. simpl. nra. Qed.

Lemma lb_get lb th e : lb_sound lb th -> Q2R (get 0%Q e lb) <= sq th e.
Proof.
  intros H. unfold get. destruct (PM.find e lb) as [q|] eqn:E.
  - apply (H e q E).
  - rewrite Q2R_0. apply sq_nonneg.
Qed.

Lemma cut_sound net hid th lb sg U es b :
  M net hid th -> lb_sound lb th -> cut (mkctx net hid) lb sg U = Some (es, b) ->
  Q2R b <= sumL (sq th) es.
Proof.
  intros HM HL. unfold cut. simpl.
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (chmap hid) U) as [q|] eqn:Eq; [|discriminate].
  destruct (mkset_sound U m Em) as [ND Hm].
  pose proof (csum_sound net hid th HM U q Eq) as HQ.
  rewrite (cut_identity net m U (sq th) ND Hm) in HQ.
  set (en := crossing (fst (build net 1%positive)) m U) in *.
  set (lv := crossing (snd (build net 1%positive)) m U) in *.
  assert (HS : forall l, Q2R (sumQ (fun e => get 0%Q e lb) l) <= sumL (sq th) l).
  { intros l. rewrite Q2R_sumQ. apply sumL_le. intros a _. apply lb_get; exact HL. }
  destruct sg; intros [= <- <-]; rewrite Q2R_plus'.
  - specialize (HS lv). lra.
  - rewrite Q2R_opp. specialize (HS en). lra.
Qed.

Lemma run_locks_sound net hid steps : forall lb lb',
  run_locks (mkctx net hid) steps lb = Some lb' ->
  (forall e, PM.mem e lb = true -> valid net e) ->
  (forall e, PM.mem e lb' = true -> valid net e) /\
  (forall th, M net hid th -> lb_sound lb th -> lb_sound lb' th).
Proof.
  induction steps as [|[sg U] st IH]; cbn [run_locks]; intros lb lb' H HV.
  - injection H as <-. auto.
  - destruct (cut (mkctx net hid) lb sg U) as [[[|e [|]] b]|] eqn:E; try discriminate.
    destruct (Qpos b) eqn:Eb; [|discriminate].
    destruct (PM.mem e (c_et (mkctx net hid))) eqn:Ee; [|discriminate].
    destruct (IH _ _ H) as [H1 H2].
    { intros k. rewrite mem_add. destruct (Pos.eqb_spec e k) as [->|ne]; simpl; [intros _|apply HV].
      rewrite PM.mem_find in Ee. destruct (PM.find k (c_et (mkctx net hid))) as [p|] eqn:Ef; [|discriminate].
      simpl in Ef. apply etab_enum in Ef. eapply enum_valid; eauto. }
    split; [exact H1|]. intros th HM HL. apply H2; [exact HM|].
    intros k q Hk. destruct (Pos.eq_dec k e) as [->|ne].
    + rewrite PM.gss in Hk. injection Hk as <-. split; [apply Qpos_sound, Eb|].
      pose proof (cut_sound _ _ _ _ _ _ _ _ HM HL E) as K. simpl in K. unfold sq in K. lra.
    + rewrite PM.gso in Hk by exact ne. apply HL, Hk.
Qed.

Lemma lb_sound_empty th : lb_sound (PM.empty _) th.
Proof. intros e q H. rewrite PM.gempty in H. discriminate. Qed.

Lemma run_locks_empty net hid steps lb : run_locks (mkctx net hid) steps (PM.empty _) = Some lb ->
  (forall e, PM.mem e lb = true -> valid net e) /\ (forall th, M net hid th -> lb_sound lb th).
Proof.
  intros H. destruct (run_locks_sound net hid steps _ _ H) as [H1 H2].
  - intros e K. rewrite mem_empty in K. discriminate.
  - split; [exact H1|]. intros th HM. apply H2; [exact HM|apply lb_sound_empty].
Qed.

(** *** Theorem (L): locked edges *)
Theorem check_lock_sound net hid steps e q : check_lock net hid steps e q = true ->
  valid net e /\ 0 < Q2R q /\ forall th, M net hid th -> Q2R q <= th e ^ 2 /\ th e <> 0.
Proof.
  unfold check_lock. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  destruct (PM.find e lb) as [b|] eqn:Eb; [|discriminate].
  rewrite Bool.andb_true_iff. intros [Hq Hp]. split; [apply H1; rewrite PM.mem_find, Eb; reflexivity|].
  pose proof (Qpos_sound q Hp) as Hq0. split; [exact Hq0|]. intros th HM.
  destruct (H2 th HM e b Eb) as [B1 B2].
  assert (Q2R q <= Q2R b) by (apply Qle_Rle, Qle_bool_iff, Hq).
  split; [lra|]. intros K. rewrite K in B2. simpl in B2. lra.
Qed.

(** *** Theorem (E): emptiness *)
Theorem check_empty_sound net hid steps last : check_empty net hid steps last = true -> forall th, ~ M net hid th.
Proof.
  unfold check_empty. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [_ H2].
  destruct (cut (mkctx net hid) lb (fst last) (snd last)) as [[[|] b]|] eqn:Ec; try discriminate.
  intros Hb th HM. pose proof (cut_sound _ _ _ _ _ _ _ _ HM (H2 th HM) Ec) as K.
  simpl in K. pose proof (Qpos_sound b Hb). lra.
Qed.

(** ** rational points x >= 0 with B x = c *)
Definition Pol (net : network) (hid : balance) (x : point) : Prop :=
  (forall i, 0 <= x i) /\ forall v c, In (v, c) hid -> bal v net 1%positive x = Q2R c.

Definition xf (xm : PM.t Q) : point := fun i => Q2R (get 0%Q i xm).

Lemma nodesum_sound net hid xm v : Q2R (nodesum (mkctx net hid) xm v) = bal v net 1%positive (xf xm).
Proof.
  unfold nodesum. simpl. rewrite Q2R_plus', Q2R_opp, !Q2R_sumQ.
  assert (Hu : forall w, Pos.eqb v w = true <-> In w [v]).
  { intros w. rewrite Pos.eqb_eq. simpl. intuition. }
  assert (ND : NoDup [v]) by (constructor; [simpl; tauto|constructor]).
  pose proof (build_in [v] (Pos.eqb v) ND Hu net 1%positive (fun k _ => xf xm k)) as H1.
  pose proof (build_out [v] (Pos.eqb v) ND Hu net 1%positive (fun k _ => xf xm k)) as H2.
  pose proof (sum_bal [v] (Pos.eqb v) ND Hu net 1%positive (xf xm)) as H3.
  rewrite esum_minus in H3. simpl in H1, H2, H3. unfold xf in *. simpl in *. lra.
Qed.

Lemma mkpt_nonneg l : forallb (fun p => Qnonneg (snd p)) l = true -> forall i, 0 <= xf (mkpt l) i.
Proof.
  induction l as [|[k q] l IH]; simpl; intros H i; unfold xf.
  - rewrite get_empty, Q2R_0; lra.
  - apply andb_prop in H. destruct H as [H1 H2]. rewrite get_add.
    destruct (Pos.eqb k i); [apply Qnonneg_sound, H1|apply IH, H2].
Qed.

Lemma check_base_sound net hid l : check_base (mkctx net hid) hid l = true -> Pol net hid (xf (mkpt l)).
Proof.
  unfold check_base. intros H. apply andb_prop in H. destruct H as [H1 H2]. split.
  - apply mkpt_nonneg, H1.
  - intros v c Hc. rewrite forallb_forall in H2. specialize (H2 _ Hc). cbn [fst snd] in H2.
    rewrite <- (nodesum_sound net hid). apply Qeq_eqR, Qeq_bool_iff, H2.
Qed.

(** points of M from squares and signs *)
Definition issign (s : point) := forall i, s i = 1 \/ s i = -1.
Definition pt (s x : point) : point := fun i => s i * sqrt (x i).

Lemma pt_sq (s x : point) i : issign s -> 0 <= x i -> pt s x i ^ 2 = x i.
Proof.
  intros Hs Hx. unfold pt. simpl. rewrite Rmult_1_r.
  replace (s i * sqrt (x i) * (s i * sqrt (x i))) with ((s i * s i) * (sqrt (x i) * sqrt (x i))) by ring.
  rewrite sqrt_sqrt by exact Hx. destruct (Hs i) as [-> | ->]; ring.
Qed.

Lemma pt_M net hid s x : issign s -> Pol net hid x -> M net hid (pt s x).
Proof.
  intros Hs [H1 H2] v c Hc. rewrite <- (H2 v c Hc). apply bal_ext_valid. intros k _. apply pt_sq; auto.
Qed.

Lemma M_Pol net hid th : M net hid th -> Pol net hid (sq th).
Proof. intros HM. split; [intros i; apply sq_nonneg|exact HM]. Qed.

Definition sgn (th : point) : point := fun i => if Rle_dec 0 (th i) then 1 else -1.
Lemma sgn_sign th : issign (sgn th).
Proof. intros i. unfold sgn. destruct (Rle_dec 0 (th i)); auto. Qed.

Lemma pt_sgn th i : pt (sgn th) (sq th) i = th i.
Proof.
  unfold pt, sgn, sq. replace (th i ^ 2) with (Rsqr (th i)) by (unfold Rsqr; ring). rewrite sqrt_Rsqr_abs.
  destruct (Rle_dec 0 (th i)) as [H|H]; [rewrite Rabs_right by lra|rewrite Rabs_left by lra]; ring.
Qed.

Lemma M_ext net hid (a b : point) : (forall i, valid net i -> a i = b i) -> M net hid a -> M net hid b.
Proof.
  intros H HM v c Hc. rewrite <- (HM v c Hc). apply bal_ext_valid. intros k Hk. now rewrite (H k Hk).
Qed.

(** ** continuity on [0,1] *)
Definition clamp (t : R) : R := Rmax 0 (Rmin 1 t).

Lemma clamp_01 t : 0 <= clamp t <= 1.
Proof. unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 t), (Rle_dec _ _); lra. Qed.

Lemma clamp_id t : 0 <= t <= 1 -> clamp t = t.
Proof. unfold clamp, Rmax, Rmin. intros H. destruct (Rle_dec 1 t), (Rle_dec _ _); lra. Qed.

Lemma clamp_lip s t : Rabs (clamp s - clamp t) <= Rabs (s - t).
Proof.
  unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 t), (Rle_dec 1 s);
  repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end;
  unfold Rabs; repeat match goal with |- context [Rcase_abs ?a] => destruct (Rcase_abs a) end; lra.
Qed.

Lemma cont01_clamp f : cont01 f -> continuity (fun t => f (clamp t)).
Proof.
  intros H t. unfold continuity_pt, continue_in, limit1_in, limit_in. simpl. unfold R_dist.
  intros eps He. destruct (H (clamp t) (clamp_01 t) eps He) as [del [Hd K]].
  exists del. split; [exact Hd|]. intros s [_ Hs]. apply K; [apply clamp_01|].
  pose proof (clamp_lip s t). lra.
Qed.

Lemma continuity_cont01 f : continuity f -> cont01 f.
Proof.
  intros H t _ eps He. specialize (H t). unfold continuity_pt, continue_in, limit1_in, limit_in in H.
  simpl in H. unfold R_dist in H. destruct (H eps He) as [del [Hd K]]. exists del. split; [exact Hd|].
  intros s _ Hs. destruct (Req_dec s t) as [->|ne].
  - rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. exact He.
  - apply K. split; [|exact Hs]. unfold D_x, no_cond. auto.
Qed.

Lemma IVT01 f : cont01 f -> f 0 * f 1 <= 0 -> exists z, 0 <= z <= 1 /\ f z = 0.
Proof.
  intros H Hs. destruct (IVT_cor (fun t => f (clamp t)) 0 1 (cont01_clamp f H)) as [z [Hz E]]; [lra| |].
  - rewrite !clamp_id by lra. exact Hs.
  - exists (clamp z). split; [apply clamp_01|exact E].
Qed.

(** a locked edge keeps its sign along every path *)
Lemma not_joined net (P : point -> Prop) e (a b : point) : valid net e -> (forall th, P th -> th e <> 0) -> a e * b e <= 0 -> ~ joined net P a b.
Proof.
  intros He HP Hs (g & Hc & Hin & Hend). destruct (Hend e He) as [E0 E1].
  destruct (IVT01 (fun t => g t e) (Hc e He)) as [z [Hz E]].
  - rewrite E0, E1. exact Hs.
  - exact (HP _ (Hin z Hz) E).
Qed.

Lemma open_pos net e : valid net e -> open net (fun th => 0 < th e).
Proof.
  intros He a Ha. exists (a e). split; [exact Ha|]. intros b Hb. specialize (Hb e He).
  apply Rabs_def2 in Hb. lra.
Qed.

Lemma open_neg net e : valid net e -> open net (fun th => th e < 0).
Proof.
  intros He a Ha. exists (- a e). split; [lra|]. intros b Hb. specialize (Hb e He).
  apply Rabs_def2 in Hb. lra.
Qed.

Lemma sign_apart net (P : point -> Prop) e (a b : point) : valid net e -> (forall th, P th -> th e <> 0) ->
  a e * b e < 0 -> apart net P a b.
Proof.
  intros He HP Hs. split; [apply (not_joined net P e); auto; lra|].
  assert (C : forall x, P x -> 0 < x e \/ x e < 0) by (intros x Hx; specialize (HP x Hx); lra).
  destruct (Rlt_dec 0 (a e)) as [Ha|Ha].
  - exists (fun th => 0 < th e), (fun th => th e < 0).
    split; [apply open_pos, He|]. split; [apply open_neg, He|]. split; [exact C|]. split; [intros; lra|]. split; [exact Ha|]. destruct (Rlt_dec (b e) 0) as [Hb|Hb]; [exact Hb|exfalso; nra].
  - exists (fun th => th e < 0), (fun th => 0 < th e).
    split; [apply open_neg, He|]. split; [apply open_pos, He|].
    split; [intros x Hx; destruct (C x Hx); auto|]. split; [intros; lra|].
    assert (Ha0 : a e <> 0) by (intros Z; rewrite Z in Hs; lra).
    assert (Ha' : a e < 0) by lra. split; [exact Ha'|]. destruct (Rlt_dec 0 (b e)) as [Hb|Hb]; [exact Hb|exfalso; nra].
Qed.

(** *** Theorem (D): disconnectedness, topologically and by paths *)
Definition one : point := fun _ => 1.
Lemma one_sign : issign one. Proof. intros i; now left. Qed.

Lemma upd_sign s e r : issign s -> (r = 1 \/ r = -1) -> issign (upd s e r).
Proof. intros Hs Hr i. unfold upd. destruct (Pos.eqb i e); auto. Qed.

Theorem check_disc_sound net hid base steps : check_disc net hid base steps = true ->
  disconnected net (M net hid) /\
  exists a b, M net hid a /\ M net hid b /\ ~ joined net (M net hid) a b.
Proof.
  unfold check_disc. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  assert (X : exists e q, PM.find e lb = Some q).
  { destruct (PM.elements lb) as [|[e q] l] eqn:El.
    - exfalso. assert (K : PM.Empty lb).
      { intros k q Hk. apply PM.elements_correct in Hk. rewrite El in Hk. contradiction. }
      apply PM.is_empty_1 in K. rewrite K in H. discriminate.
    - exists e, q. apply PM.elements_complete. rewrite El. now left. }
  destruct X as [e [q Eq]].
  assert (He : valid net e) by (apply H1; rewrite PM.mem_find, Eq; reflexivity).
  assert (Hnz : forall th, M net hid th -> th e <> 0).
  { intros th HM K. destruct (H2 th HM e q Eq) as [Q1 Q2]. rewrite K in Q2. simpl in Q2. lra. }
  set (x := xf (mkpt base)) in *. set (sm := upd one e (-1)).
  assert (Sm : issign sm) by (apply upd_sign; [apply one_sign|now right]).
  assert (Ma : M net hid (pt one x)) by (apply pt_M; [apply one_sign|exact Hb]).
  assert (Mb : M net hid (pt sm x)) by (apply pt_M; [exact Sm|exact Hb]).
  assert (Pa : 0 < pt one x e).
  { pose proof (Hnz _ Ma) as K. unfold pt, one in *. pose proof (sqrt_pos (x e)). lra. }
  assert (Pb : pt sm x e < 0).
  { unfold pt, one, sm, upd in *. rewrite Pos.eqb_refl. lra. }
  split.
  - exists (fun th => 0 < th e), (fun th => th e < 0).
    split; [apply open_pos, He|]. split; [apply open_neg, He|]. split; [|split; [intros; lra|split; eauto]].
    intros a Ha. specialize (Hnz a Ha). lra.
  - exists (pt one x), (pt sm x). split; [exact Ma|]. split; [exact Mb|].
    apply (not_joined net _ e _ _ He Hnz). nra.
Qed.

(** ** paths *)
Lemma joined_ext net (P : point -> Prop) (a a' b b' : point) : (forall i, valid net i -> a i = a' i) -> (forall i, valid net i -> b i = b' i) ->
  joined net P a b -> joined net P a' b'.
Proof.
  intros Ha Hb (g & H1 & H2 & H3). exists g. split; [exact H1|]. split; [exact H2|].
  intros i Hi. rewrite <- Ha, <- Hb by exact Hi. auto.
Qed.

Lemma continuity_lin a b : continuity (fun t => a * t + b).
Proof.
  apply continuity_plus; [|apply continuity_const; intros ? ?; reflexivity].
  apply continuity_mult; [apply continuity_const; intros ? ?; reflexivity|].
  exact (derivable_continuous _ derivable_id).
Qed.

Lemma cont01_comp f h : cont01 f -> continuity h -> cont01 (fun t => f (clamp (h t))).
Proof.
  intros Hf Hh. apply continuity_cont01.
  apply (continuity_comp h (fun t => f (clamp t)) Hh (cont01_clamp f Hf)).
Qed.

Lemma cont01_plus f g : cont01 f -> cont01 g -> cont01 (fun t => f t + g t).
Proof.
  intros Hf Hg t Ht eps He. destruct (Hf t Ht (eps / 2)) as [d1 [D1 K1]]; [lra|].
  destruct (Hg t Ht (eps / 2)) as [d2 [D2 K2]]; [lra|].
  exists (Rmin d1 d2). split; [apply Rmin_glb_lt; assumption|]. intros s Hs Hd.
  specialize (K1 s Hs (Rlt_le_trans _ _ _ Hd (Rmin_l _ _))). specialize (K2 s Hs (Rlt_le_trans _ _ _ Hd (Rmin_r _ _))).
  replace (f s + g s - (f t + g t)) with ((f s - f t) + (g s - g t)) by ring.
  pose proof (Rabs_triang (f s - f t) (g s - g t)). lra.
Qed.

Lemma cont01_const r : cont01 (fun _ => r).
Proof. apply continuity_cont01, continuity_const. intros ? ?; reflexivity. Qed.

Definition ext_prop (net : network) (P : point -> Prop) :=
  forall a b, (forall i, valid net i -> a i = b i) -> P a -> P b.

Lemma joined_refl net (P : point -> Prop) a : P a -> joined net P a a.
Proof.
  intros H. exists (fun _ => a). split; [intros i _; apply cont01_const|]. auto.
Qed.

Lemma joined_sym net P a b : joined net P a b -> joined net P b a.
Proof.
  intros (g & H1 & H2 & H3). exists (fun t => g (clamp ((-1) * t + 1))).
  split; [|split].
  - intros i Hi. apply (cont01_comp (fun t => g t i) (fun t => (-1) * t + 1) (H1 i Hi)). apply continuity_lin.
  - intros t _. apply H2, clamp_01.
  - intros i Hi. destruct (H3 i Hi). rewrite !clamp_id by lra.
    replace ((-1) * 0 + 1) with 1 by ring. replace ((-1) * 1 + 1) with 0 by ring. auto.
Qed.

Lemma joined_trans net P a b c : ext_prop net P -> joined net P a b -> joined net P b c -> joined net P a c.
Proof.
  intros HP (g & G1 & G2 & G3) (h & H1 & H2 & H3).
  exists (fun t i => (g (clamp (2 * t + 0)) i + h (clamp (2 * t + (-1))) i) + - b i).
  split; [|split].
  - intros i Hi. apply cont01_plus; [apply cont01_plus|apply cont01_const].
    + apply (cont01_comp (fun t => g t i) (fun t => 2 * t + 0) (G1 i Hi)), continuity_lin.
    + apply (cont01_comp (fun t => h t i) (fun t => 2 * t + (-1)) (H1 i Hi)), continuity_lin.
  - intros t Ht. destruct (Rle_dec t (1/2)) as [L|L].
    + apply (HP (g (clamp (2 * t + 0)))); [|apply G2, clamp_01]. intros i Hi.
      replace (clamp (2 * t + (-1))) with 0.
      * destruct (H3 i Hi) as [-> _]. ring.
      * unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 _), (Rle_dec _ _); lra.
    + apply (HP (h (clamp (2 * t + (-1))))); [|apply H2, clamp_01]. intros i Hi.
      replace (clamp (2 * t + 0)) with 1.
      * destruct (G3 i Hi) as [_ ->]. ring.
      * unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 _), (Rle_dec _ _); lra.
  - intros i Hi. destruct (G3 i Hi) as [Ga Gb], (H3 i Hi) as [Hb Hc]. split.
    + replace (clamp (2 * 0 + 0)) with 0; [replace (clamp (2 * 0 + (-1))) with 0|];
        [rewrite Ga, Hb; ring| |]; unfold clamp, Rmax, Rmin; destruct (Rle_dec 1 _), (Rle_dec _ _); lra.
    + replace (clamp (2 * 1 + 0)) with 1; [replace (clamp (2 * 1 + (-1))) with 1|];
        [rewrite Gb, Hc; ring| |]; unfold clamp, Rmax, Rmin; destruct (Rle_dec 1 _), (Rle_dec _ _); lra.
Qed.

Lemma cont01_sqrt f : continuity f -> (forall t, 0 <= t <= 1 -> 0 <= f t) -> forall s, cont01 (fun t => s * sqrt (f t)).
Proof.
  intros Hf Hp s.
  assert (C : continuity (fun t => s * sqrt (f (clamp t)))).
  { intros t. apply continuity_pt_mult; [apply continuity_pt_const; intros ? ?; reflexivity|].
    apply (continuity_pt_comp (fun t => f (clamp t)) sqrt).
    - apply cont01_clamp, continuity_cont01, Hf.
    - apply continuity_pt_sqrt, Hp, clamp_01. }
  apply continuity_cont01 in C. intros t Ht eps He. destruct (C t Ht eps He) as [d [D K]].
  exists d. split; [exact D|]. intros u Hu Hd. specialize (K u Hu Hd). rewrite !clamp_id in K by assumption. exact K.
Qed.

(** moving inside a closed orthant *)
Lemma move net hid s x y : issign s -> Pol net hid x -> Pol net hid y -> joined net (M net hid) (pt s x) (pt s y).
Proof.
  intros Hs [X1 X2] [Y1 Y2].
  exists (fun t => pt s (fun i => (y i - x i) * t + x i)). split; [|split].
  - intros i _. apply (cont01_sqrt (fun t => (y i - x i) * t + x i)); [apply continuity_lin|].
    intros t Ht. specialize (X1 i). specialize (Y1 i). nra.
  - intros t Ht. apply pt_M; [exact Hs|]. split.
    + intros i. specialize (X1 i). specialize (Y1 i). nra.
    + intros v c Hc.
      transitivity (bal v net 1%positive (fun k => t * y k + (1 - t) * x k)).
      * apply bal_ext_valid. intros k _. ring.
      * rewrite bal_lin, (X2 v c Hc), (Y2 v c Hc). ring.
  - intros i _. unfold pt. split; f_equal; f_equal; ring.
Qed.

Lemma M_extp net hid : ext_prop net (M net hid).
Proof. intros a b H. apply M_ext, H. Qed.

(** an unlocked edge: its sign may be changed *)
Lemma free_edge net hid s r x y e : issign s -> (r = 1 \/ r = -1) -> Pol net hid x -> Pol net hid y -> y e = 0 ->
  joined net (M net hid) (pt s x) (pt (upd s e r) x).
Proof.
  intros Hs Hr Hx Hy He.
  apply (joined_trans net _ _ (pt s y)); [apply M_extp|apply move; assumption|].
  apply (joined_ext net _ (pt (upd s e r) y) (pt s y) (pt (upd s e r) x) (pt (upd s e r) x)).
  - intros i _. unfold pt, upd. destruct (Pos.eqb_spec i e) as [->|ne]; [|reflexivity]. rewrite He, sqrt_0. ring.
  - reflexivity.
  - apply move; auto. apply upd_sign; assumption.
Qed.

Definition clear (s : point) (L : list eid) : point := fun i => if existsb (Pos.eqb i) L then 1 else s i.

Lemma clear_sign s L : issign s -> issign (clear s L).
Proof. intros Hs i. unfold clear. destruct (existsb _ L); [now left|apply Hs]. Qed.

Lemma free_edges net hid s x L : issign s -> Pol net hid x ->
  (forall e, In e L -> exists y, Pol net hid y /\ y e = 0) ->
  joined net (M net hid) (pt s x) (pt (clear s L) x).
Proof.
  intros Hs Hx. induction L as [|e L IH]; intros H.
  - apply (joined_ext net _ (pt s x) _ (pt s x)); [reflexivity|reflexivity|].
    apply joined_refl, pt_M; assumption.
  - apply (joined_trans net _ _ (pt (clear s L) x)); [apply M_extp|apply IH; intros k Hk; apply H; now right|].
    destruct (H e (or_introl eq_refl)) as [y [Hy He]].
    apply (joined_ext net _ (pt (clear s L) x) _ (pt (upd (clear s L) e 1) x)); [reflexivity| |].
    + intros i _. unfold pt, upd, clear. simpl. destruct (Pos.eqb_spec i e) as [->|ne]; simpl; reflexivity.
    + apply (free_edge net hid _ _ x y); auto. apply clear_sign, Hs.
Qed.

(** ** sign patterns *)
Fixpoint signs (L : list eid) : list point :=
  match L with nil => [one] | e :: L' => signs L' ++ map (fun s => upd s e (-1)) (signs L') end.

Lemma signs_length L : N.of_nat (length (signs L)) = (2 ^ N.of_nat (length L))%N.
Proof.
  induction L as [|e L IH]; [reflexivity|].
  cbn [signs length]. rewrite app_length, map_length, Nat2N.inj_add, IH, Nat2N.inj_succ, N.pow_succ_r'. lia.
Qed.

Lemma signs_sign L : forall s, In s (signs L) -> issign s.
Proof.
  induction L as [|e L IH]; simpl; intros s H.
  - destruct H as [<-|[]]. apply one_sign.
  - apply in_app_or in H. destruct H as [H|H]; [auto|]. apply in_map_iff in H. destruct H as [s' [<- H]].
    apply upd_sign; auto.
Qed.

Lemma signs_off L : forall s i, In s (signs L) -> ~ In i L -> s i = 1.
Proof.
  induction L as [|e L IH]; simpl; intros s i H Hi.
  - destruct H as [<-|[]]. reflexivity.
  - apply in_app_or in H. destruct H as [H|H]; [apply IH; tauto|]. apply in_map_iff in H. destruct H as [s' [<- H]].
    unfold upd. destruct (Pos.eqb_spec i e) as [->|ne]; [tauto|]. apply IH; tauto.
Qed.

Lemma signs_all L : forall s, issign s -> exists r, In r (signs L) /\ forall i, In i L -> r i = s i.
Proof.
  induction L as [|e L IH]; simpl; intros s Hs.
  - exists one. split; [now left|contradiction].
  - destruct (IH s Hs) as [r [Hr K]]. destruct (in_dec Pos.eq_dec e L) as [I|I].
    + exists r. split; [apply in_or_app; now left|]. intros i [<-|Hi]; auto.
    + destruct (Hs e) as [E|E].
      * exists r. split; [apply in_or_app; now left|]. intros i [<-|Hi]; auto.
        rewrite E. eapply signs_off; eauto.
      * exists (upd r e (-1)). split; [apply in_or_app; right; apply in_map_iff; eauto|].
        intros i Hi. unfold upd. destruct (Pos.eqb_spec i e) as [->|ne]; [now rewrite E|].
        destruct Hi as [Hi|Hi]; [congruence|auto].
Qed.

Lemma FOP_app {A} (Rel : A -> A -> Prop) l1 l2 : ForallOrdPairs Rel l1 -> ForallOrdPairs Rel l2 ->
  (forall a b, In a l1 -> In b l2 -> Rel a b) -> ForallOrdPairs Rel (l1 ++ l2).
Proof.
  induction l1 as [|a l1 IH]; simpl; intros H1 H2 H; [exact H2|].
  inversion H1 as [|? ? F1 F2]; subst. constructor.
  - apply Forall_app. split; [exact F1|]. apply Forall_forall. intros b Hb. apply H; [now left|exact Hb].
  - apply IH; auto.
Qed.

Lemma FOP_map {A B} (h : A -> B) (Rel : B -> B -> Prop) l :
  ForallOrdPairs (fun a b => Rel (h a) (h b)) l -> ForallOrdPairs Rel (map h l).
Proof.
  induction 1 as [|a l F1 F2 IH]; simpl; constructor; [|exact IH].
  apply Forall_forall. intros b Hb. apply in_map_iff in Hb. destruct Hb as [a' [<- Ha]].
  rewrite Forall_forall in F1. auto.
Qed.

Lemma FOP_impl {A} (R1 R2 : A -> A -> Prop) l : (forall a b, In a l -> In b l -> R1 a b -> R2 a b) ->
  ForallOrdPairs R1 l -> ForallOrdPairs R2 l.
Proof.
  intros H F. induction F as [|a l F1 F2 IH]; constructor.
  - apply Forall_forall. intros b Hb. rewrite Forall_forall in F1. apply H; [now left|now right|auto].
  - apply IH. intros x y Hx Hy. apply H; now right.
Qed.

Lemma signs_distinct L : NoDup L -> ForallOrdPairs (fun s r => exists e, In e L /\ s e * r e < 0) (signs L).
Proof.
  induction 1 as [|e L Hn ND IH]; simpl.
  - constructor; constructor.
  - apply FOP_app.
    + revert IH. apply FOP_impl. intros a b _ _ [k [K1 K2]]. eauto.
    + apply FOP_map. revert IH. apply FOP_impl. intros a b _ _ [k [K1 K2]]. exists k. split; [now right|].
      unfold upd. destruct (Pos.eqb_spec k e) as [->|ne]; [contradiction|exact K2].
    + intros a b Ha Hb. apply in_map_iff in Hb. destruct Hb as [b' [<- Hb]]. exists e. split; [now left|].
      unfold upd. rewrite Pos.eqb_refl, (signs_off L a e Ha Hn). lra.
Qed.

Definition keys (lb : bounds) : list eid := map fst (PM.elements lb).

Lemma keys_spec lb e : In e (keys lb) <-> PM.mem e lb = true.
Proof.
  unfold keys. rewrite in_map_iff, PM.mem_find. split.
  - intros [[k q] [<- H]]. simpl. apply PM.elements_complete in H. now rewrite H.
  - destruct (PM.find e lb) as [q|] eqn:E; [|discriminate]. intros _. exists (e, q). split; [reflexivity|].
    apply PM.elements_correct, E.
Qed.

Lemma keys_nodup lb : NoDup (keys lb).
Proof.
  unfold keys. pose proof (PM.elements_3w lb) as H. induction H as [|p l Hn ND IH]; simpl; constructor; [|exact IH].
  intros K. apply Hn. apply in_map_iff in K. destruct K as [p' [E I]].
  apply SetoidList.InA_alt. exists p'. split; [|exact I]. unfold PM.eq_key, PM.E.eq. now rewrite E.
Qed.

Lemma lower net hid x lb : Pol net hid x -> (forall e, PM.mem e lb = true -> valid net e) ->
  (forall th, M net hid th -> lb_sound lb th) ->
  (forall a, In a (map (fun s => pt s x) (signs (keys lb))) -> M net hid a) /\
  ForallOrdPairs (apart net (M net hid)) (map (fun s => pt s x) (signs (keys lb))).
Proof.
  intros Hx H1 H2. split.
  - intros a Ha. apply in_map_iff in Ha. destruct Ha as [s [<- Hs]]. apply pt_M; [eapply signs_sign; eauto|exact Hx].
  - apply FOP_map. generalize (signs_distinct _ (keys_nodup lb)). apply FOP_impl.
    intros s r Hs Hr [e [He K]]. apply keys_spec in He.
    assert (Hnz : forall th, M net hid th -> th e <> 0).
    { intros th HM E. rewrite PM.mem_find in He. destruct (PM.find e lb) as [q|] eqn:Eq; [|discriminate].
      destruct (H2 th HM e q Eq) as [Q1 Q2]. rewrite E in Q2. simpl in Q2. lra. }
    apply (sign_apart net _ e); [apply H1, He|exact Hnz|].
    assert (Ms : M net hid (pt s x)) by (apply pt_M; [eapply signs_sign; eauto|exact Hx]).
    specialize (Hnz _ Ms). unfold pt in *.
    assert (S : 0 < sqrt (x e)).
    { pose proof (sqrt_pos (x e)) as S. destruct S as [S|S]; [exact S|]. exfalso. apply Hnz. rewrite <- S. ring. }
    replace (s e * sqrt (x e) * (r e * sqrt (x e))) with ((s e * r e) * (sqrt (x e) * sqrt (x e))) by ring.
    assert (0 < sqrt (x e) * sqrt (x e)) by (apply Rmult_lt_0_compat; exact S). nra.
Qed.

(** *** Theorem (C>=): at least 2^k components *)
Theorem check_ge_sound net hid base steps k : check_ge net hid base steps k = true ->
  components_ge net (M net hid) (2 ^ k).
Proof.
  unfold check_ge. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2]. apply N.eqb_eq in H.
  destruct (lower net hid _ lb Hb H1 H2) as [K1 K2].
  exists (map (fun s => pt s (xf (mkpt base))) (signs (keys lb))).
  split; [|split; assumption]. rewrite map_length, signs_length. unfold keys. rewrite map_length, H. reflexivity.
Qed.

(** ** differences *)
Lemma apply_diff_sound net d : forall xm bm ym bm',
  apply_diff (etab net 1%positive) d xm bm = Some (ym, bm') ->
  (forall v, bal v net 1%positive (xf ym) - xf bm' v = bal v net 1%positive (xf xm) - xf bm v) /\
  (forall i, ~ In i (map fst d) -> get 0%Q i ym = get 0%Q i xm).
Proof.
  induction d as [|[i q] d IH]; cbn [apply_diff]; intros xm bm ym bm' H.
  - injection H as <- <-. split; reflexivity.
  - destruct (PM.find i (etab net 1%positive)) as [[s t]|] eqn:Ef; [|discriminate].
    apply etab_enum in Ef. destruct (IH _ _ _ _ H) as [I1 I2]. clear H IH. split.
    + intros v. rewrite I1.
      assert (E : forall k, xf (PM.add i (Qplus' (get 0%Q i xm) q) xm) k
                = (if Pos.eqb k i then xf xm i + Q2R q else xf xm k)).
      { intros k. unfold xf. rewrite get_add, Pos.eqb_sym. destruct (Pos.eqb k i); [apply Q2R_plus'|reflexivity]. }
      rewrite (bal_ext_valid v net _ (fun k => if Pos.eqb k i then xf xm i + Q2R q else xf xm k)) by (intros k _; apply E).
      rewrite (bal_unit net 1%positive i s t v Ef).
      unfold xf at 4. rewrite get_add. unfold xf at 5. rewrite get_add.
      fold (xf bm v).
      destruct (Pos.eqb_spec s v) as [->|n1], (Pos.eqb_spec t v) as [->|n2];
        rewrite ?Q2R_plus', ?get_add, ?Pos.eqb_refl, ?Q2R_opp, ?Q2R_plus';
        try (destruct (Pos.eqb_spec t v) as [K|_]; [congruence|]); unfold xf; lra.
    + intros k Hk. simpl in Hk. rewrite I2 by tauto. rewrite get_add.
      destruct (Pos.eqb_spec i k) as [->|ne]; [tauto|reflexivity].
Qed.

Lemma check_diff_sound net hid xm d ym : Pol net hid (xf xm) -> check_diff (mkctx net hid) xm d = Some ym ->
  Pol net hid (xf ym).
Proof.
  intros [X1 X2]. unfold check_diff. cbn [c_et c_ch mkctx].
  destruct (apply_diff (etab net 1%positive) d xm (PM.empty Q)) as [[ym' bm]|] eqn:E; [|discriminate].
  destruct (forallb _ d) eqn:E1; [|discriminate].
  destruct (forallb _ (PM.elements bm)) eqn:E2; [|discriminate]. intros [= ->].
  destruct (apply_diff_sound net d _ _ _ _ E) as [A1 A2]. rewrite forallb_forall in E1, E2. split.
  - intros i. destruct (in_dec Pos.eq_dec i (map fst d)) as [I|I].
    + apply in_map_iff in I. destruct I as [p [<- Hp]]. apply Qnonneg_sound, (E1 p Hp).
    + unfold xf. rewrite (A2 i I). apply X1.
  - intros v c Hc. specialize (A1 v). rewrite (X2 v c Hc) in A1.
    assert (K0 : xf (PM.empty Q) v = 0) by (unfold xf; rewrite get_empty; apply Q2R_0).
    assert (K : xf bm v = 0); [|lra].
    unfold xf, get. destruct (PM.find v bm) as [q|] eqn:Ef; [|apply Q2R_0].
    apply PM.elements_correct in Ef. specialize (E2 _ Ef). cbn [fst snd] in E2.
    rewrite (chmap_complete hid v c Hc) in E2. simpl in E2. rewrite Bool.orb_false_r in E2. apply Qzero_sound, E2.
Qed.

Lemma mark_zeros_sound ym d : forall fr e, PM.mem e (mark_zeros ym d fr) = true -> PM.mem e fr = true \/ xf ym e = 0.
Proof.
  induction d as [|[i q] d IH]; simpl; intros fr e H; [now left|].
  apply IH in H. destruct H as [H|H]; [|now right].
  destruct (Qzero (get 0%Q i ym)) eqn:E; [|now left].
  rewrite mem_add in H. destruct (Pos.eqb_spec i e) as [->|ne]; [right; apply Qzero_sound, E|now left].
Qed.

Lemma run_free_sound net hid xm ds : Pol net hid (xf xm) -> forall fr fr',
  run_free (mkctx net hid) xm ds fr = Some fr' ->
  (forall e, PM.mem e fr = true -> exists y, Pol net hid y /\ y e = 0) ->
  (forall e, PM.mem e fr' = true -> exists y, Pol net hid y /\ y e = 0).
Proof.
  intros HX. induction ds as [|d ds IH]; cbn [run_free]; intros fr fr' H HF.
  - injection H as <-. exact HF.
  - destruct (check_diff (mkctx net hid) xm d) as [ym|] eqn:E; [|discriminate].
    apply (IH _ _ H). intros e He. apply mark_zeros_sound in He. destruct He as [He|He]; [auto|].
    exists (xf ym). split; [eapply check_diff_sound; eauto|exact He].
Qed.

(** *** Theorem (C): exactly 2^k components *)
Theorem check_count_sound net hid base steps ds k : check_count net hid base steps ds k = true ->
  components net (M net hid) (2 ^ k).
Proof.
  unfold check_count. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_free _ _ ds _) as [fr|] eqn:Ef; [|discriminate].
  apply andb_prop in H. destruct H as [Hk Ha]. apply N.eqb_eq in Hk. rewrite forallb_forall in Ha.
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  destruct (lower net hid _ lb Hb H1 H2) as [K1 K2].
  set (x := xf (mkpt base)) in *.
  exists (map (fun s => pt s x) (signs (keys lb))).
  split; [|split; [assumption|split; [assumption|]]].
  - rewrite map_length, signs_length. unfold keys. rewrite map_length, Hk. reflexivity.
  - intros th HM.
    set (L := filter (fun i => negb (PM.mem i lb)) (map fst (enum net 1%positive))).
    assert (HL : forall e, In e L -> exists y, Pol net hid y /\ y e = 0).
    { intros e He. unfold L in He. apply filter_In in He. destruct He as [He Hn].
      apply in_map_iff in He. destruct He as [[j p] [<- Hp]]. specialize (Ha _ Hp).
      cbn [fst snd] in *. destruct (PM.mem j lb); [discriminate|]. cbn [orb] in Ha. apply Bool.orb_true_iff in Ha.
      destruct Ha as [Ha|Ha].
      - exists x. split; [exact Hb|apply Qzero_sound, Ha].
      - revert Ha. apply (run_free_sound net hid _ ds Hb _ _ Ef). intros i Hi. rewrite mem_empty in Hi. discriminate. }
    set (s := sgn th). assert (Hs : issign s) by apply sgn_sign.
    destruct (signs_all (keys lb) s Hs) as [r [Hr Kr]].
    exists (pt r x). split; [apply in_map_iff; exists r; auto|].
    apply (joined_trans net _ _ (pt s x)); [apply M_extp| |].
    + apply (joined_ext net _ (pt s (sq th)) _ (pt s x)); [intros i _; apply pt_sgn|reflexivity|].
      apply move; [exact Hs|apply M_Pol, HM|exact Hb].
    + apply (joined_ext net _ (pt s x) _ (pt (clear s L) x)); [reflexivity| |apply free_edges; assumption].
      intros i Hi. unfold pt. f_equal. unfold clear.
      assert (EL : existsb (Pos.eqb i) L = negb (PM.mem i lb)).
      { apply Bool.eq_true_iff_eq. rewrite existsb_exists. unfold L. split.
        - intros [j [Hj Ej]]. apply Pos.eqb_eq in Ej. subst j. apply filter_In in Hj. tauto.
        - intros Hn. exists i. split; [|apply Pos.eqb_refl]. apply filter_In. split; [|exact Hn].
          destruct (valid_enum net i Hi) as [p Hp]. apply in_map_iff. exists (i, p). auto. }
      rewrite EL. destruct (PM.mem i lb) eqn:Em; simpl.
      * symmetry. apply Kr, keys_spec, Em.
      * symmetry. eapply signs_off; [exact Hr|]. intros K. apply keys_spec in K. congruence.
Qed.

(** ** the Jacobian *)
Definition jac (net : network) (th : point) (v : node) (i : eid) : R :=
  2 * th i * bal v net 1%positive (fun k => if Pos.eqb k i then 1 else 0).

Lemma coef_enum net i s d v : In (i, (s, d)) (enum net 1%positive) ->
  bal v net 1%positive (fun k => if Pos.eqb k i then 1 else 0)
  = (if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0).
Proof.
  intros H. pose proof (bal_unit net 1%positive i s d v H (fun _ => 0) 1) as K.
  assert (Z : bal v net 1%positive (fun _ : positive => 0) = 0).
  { pose proof (bal_lin v net 1%positive (fun _ => 0) (fun _ => 0) 0 0) as Z. cbv beta in Z.
    rewrite <- (bal_ext_valid v net (fun _ => 0 * 0 + 0 * 0)) by (intros; ring). rewrite Z. ring. }
  rewrite Z in K. etransitivity; [exact K|]. destruct (Pos.eqb d v), (Pos.eqb s v); ring.
Qed.

Lemma jac_enum net th v i s d : In (i, (s, d)) (enum net 1%positive) ->
  jac net th v i = 2 * th i * ((if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0)).
Proof. intros H. unfold jac. now rewrite (coef_enum net i s d v H). Qed.

Lemma jac_ok net hid th : is_jacobian net hid th (jac net th).
Proof.
  intros v c _ i Hi. destruct (valid_enum net i Hi) as [[s d] He].
  rewrite (jac_enum net th v i s d He).
  set (k := (if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0)).
  set (C := bal v net 1%positive (fun j => th j ^ 2) - k * th i ^ 2 - Q2R c).
  assert (E : forall r, bal v net 1%positive (fun j => upd th i r j ^ 2) - Q2R c = k * r ^ 2 + C).
  { intros r.
    rewrite (bal_ext_valid v net _ (fun j => if Pos.eqb j i then r ^ 2 else th j ^ 2)).
    - rewrite (bal_unit net 1%positive i s d v He (fun j => th j ^ 2)). unfold C, k.
      destruct (Pos.eqb d v), (Pos.eqb s v); ring.
    - intros j _. unfold upd. destruct (Pos.eqb j i); reflexivity. }
  intros eps Heps.
  assert (D : derivable_pt_lim (fun r => k * r ^ 2 + C) (th i) (k * (INR 2 * th i ^ 1) + 0)).
  { apply (derivable_pt_lim_plus (fun r => k * r ^ 2) (fun _ => C)).
    - apply (derivable_pt_lim_scal (fun r => r ^ 2) k), (derivable_pt_lim_pow (th i) 2).
    - apply derivable_pt_lim_const. }
  destruct (D eps Heps) as [del K]. exists del. intros h Hh Hd. rewrite !E.
  specialize (K h Hh Hd).
  replace (2 * th i * k) with (k * (INR 2 * th i ^ 1) + 0); [exact K|]. simpl. ring.
Qed.

Lemma nodup_hid_sound (hid : balance) : nodup_hid hid = true -> NoDup (map fst hid).
Proof.
  unfold nodup_hid. destruct (mkset (map fst hid)) as [m|] eqn:E; [|discriminate].
  intros _. apply (mkset_sound _ _ E).
Qed.

Lemma sum_hid (hid : balance) (y : node -> R) (r : R) d : NoDup (map fst hid) ->
  sumL (fun vc => y (fst vc) * (if Pos.eqb d (fst vc) then r else 0)) hid
  = r * (if existsb (Pos.eqb d) (map fst hid) then y d else 0).
Proof.
  intros ND. rewrite <- (sumL_map (@fst positive Q) (fun v => y v * (if Pos.eqb d v then r else 0)) hid).
  assert (E : forall v, y v * (if Pos.eqb d v then r else 0) = (if Pos.eqb d v then y d * r else 0)).
  { intros v. destruct (Pos.eqb_spec d v) as [->|ne]; ring. }
  erewrite sumL_ext; [|intros v _; apply E].
  rewrite (sumL_indic (map fst hid) (fun w => existsb (Pos.eqb w) (map fst hid)) d (y d * r) ND).
  - destruct (existsb _ _); ring.
  - intros v. rewrite existsb_exists. split.
    + intros [w [Hw E']]. apply Pos.eqb_eq in E'. now subst w.
    + intros Hv. exists v. split; [exact Hv|apply Pos.eqb_refl].
Qed.

Lemma kernel_sum net (hid : balance) th (y : node -> R) i s d : NoDup (map fst hid) -> In (i, (s, d)) (enum net 1%positive) ->
  let Y w := if existsb (Pos.eqb w) (map fst hid) then y w else 0 in
  sumL (fun vc => y (fst vc) * jac net th (fst vc) i) hid = 2 * th i * (Y d - Y s).
Proof.
  intros ND He Y.
  pose proof (sum_hid hid y (2 * th i) d ND) as H1. pose proof (sum_hid hid y (2 * th i) s ND) as H2.
  fold (Y d) in H1. fold (Y s) in H2.
  transitivity (2 * th i * Y d - 2 * th i * Y s); [|ring]. rewrite <- H1, <- H2, <- sumL_minus.
  apply sumL_ext. intros [v c] _. cbn [fst]. rewrite (jac_enum net th v i s d He).
  destruct (Pos.eqb d v), (Pos.eqb s v); ring.
Qed.

Lemma csum_hid hid U q : csum (chmap hid) U = Some q -> forall v, In v U -> exists c, In (v, c) hid.
Proof.
  revert q. induction U as [|w U IH]; cbn [csum]; intros q H v Hv; [contradiction|].
  destruct (PM.find w (chmap hid)) as [c|] eqn:Ec; [|discriminate].
  destruct (csum (chmap hid) U) as [q'|] eqn:Eq; [|discriminate].
  destruct Hv as [<-|Hv]; [exists c; apply chmap_sound, Ec|eapply IH; eauto].
Qed.

(** *** Theorem (S): a singular point, theta_e = s_e sqrt(x_e) for any signs s *)
Theorem check_singular_sound net hid base U s : issign s -> check_singular net hid base U = true ->
  singular_at net hid (pt s (xf (mkpt base))).
Proof.
  intros Hs. unfold check_singular. intros H. apply andb_prop in H. destruct H as [H HU].
  apply andb_prop in H. destruct H as [Hn Hb]. apply nodup_hid_sound in Hn. apply check_base_sound in Hb.
  set (x := xf (mkpt base)) in *.
  destruct U as [|u0 U']; [discriminate|]. set (U := u0 :: U') in *.
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (c_ch (mkctx net hid)) U) as [q|] eqn:Eq; [|discriminate].
  destruct (mkset_sound _ _ Em) as [ND Hm]. rewrite forallb_forall in HU.
  split; [apply pt_M; assumption|]. exists (jac net (pt s x)). split; [apply jac_ok|].
  exists (fun v => if PM.mem v m then 1 else 0). split.
  - assert (Hin : In u0 U) by (now left). destruct (csum_hid hid U q Eq u0 Hin) as [c Hc].
    exists u0, c. split; [exact Hc|]. apply Hm in Hin. rewrite Hin. lra.
  - intros i Hi. destruct (valid_enum net i Hi) as [[a d] He].
    pose proof (kernel_sum net hid (pt s x) (fun v => if PM.mem v m then 1 else 0) i a d Hn He) as K.
    cbv zeta in K. etransitivity; [exact K|]. clear K.
    assert (Y : forall w, (if existsb (Pos.eqb w) (map fst hid) then (if PM.mem w m then 1 else 0) else 0)
                 = (if PM.mem w m then 1 else 0)).
    { intros w. destruct (existsb (Pos.eqb w) (map fst hid)) eqn:Ex; [reflexivity|].
      destruct (PM.mem w m) eqn:Ew; [|reflexivity]. exfalso.
      apply Hm in Ew. destruct (csum_hid hid U q Eq w Ew) as [c Hc].
      assert (T : existsb (Pos.eqb w) (map fst hid) = true); [|congruence].
      apply existsb_exists. exists w. split; [|apply Pos.eqb_refl]. apply in_map_iff. exists (w, c). auto. }
    etransitivity; [exact (f_equal2 (fun p r => 2 * pt s x i * (p - r)) (Y d) (Y a))|].
    cbv beta. specialize (HU _ He). cbn [fst snd] in HU. apply Bool.orb_true_iff in HU. destruct HU as [HU|HU].
    + apply Bool.eqb_prop in HU. rewrite HU. ring.
    + apply Qzero_sound in HU. unfold pt at 1. change (Q2R (get 0%Q i (mkpt base))) with (x i) in HU.
      rewrite HU, sqrt_0. ring.
Qed.

Lemma run_forest_sound net hid xm (Y : node -> R) f :
  (forall i s d, In (i, (s, d)) (enum net 1%positive) -> xf xm i <> 0 -> Y d = Y s) ->
  (forall w, PM.mem w (chmap hid) = false -> Y w = 0) ->
  forall done done', run_forest (mkctx net hid) xm f done = Some done' ->
  (forall v, PM.mem v done = true -> Y v = 0) -> (forall v, PM.mem v done' = true -> Y v = 0).
Proof.
  intros HY H0. induction f as [|[v e] f IH]; cbn [run_forest]; intros done done' H HD.
  - injection H as <-. exact HD.
  - cbn [c_et c_ch mkctx] in H. destruct (PM.find e (etab net 1%positive)) as [[s d]|] eqn:Ef; [|discriminate].
    apply etab_enum in Ef.
    cbv zeta in H.
    match type of H with (if ?g then _ else _) = _ => destruct g eqn:G; [|discriminate] end.
    apply (IH _ _ H). intros w Hw. rewrite mem_add in Hw. apply Bool.orb_true_iff in Hw. destruct Hw as [Hw|Hw]; [|auto].
    apply Pos.eqb_eq in Hw. subst w.
    apply andb_prop in G. destruct G as [G G3]. apply andb_prop in G. destruct G as [G1 G2].
    apply Bool.negb_true_iff, Qzero_false in G2. specialize (HY e s d Ef G2).
    assert (W : Y (if Pos.eqb s v then d else s) = 0).
    { apply Bool.orb_true_iff in G3. destruct G3 as [G3|G3]; [auto|]. apply H0. now apply Bool.negb_true_iff. }
    destruct (Pos.eqb_spec s v) as [->|ne]; [congruence|]. simpl in G1. apply Pos.eqb_eq in G1. congruence.
Qed.

(** *** Theorem (R): a regular point *)
Theorem check_regular_sound net hid base f s : issign s -> check_regular net hid base f = true ->
  regular_at net hid (pt s (xf (mkpt base))).
Proof.
  intros Hs. unfold check_regular. intros H. apply andb_prop in H. destruct H as [H HF].
  apply andb_prop in H. destruct H as [Hn Hb]. apply nodup_hid_sound in Hn. apply check_base_sound in Hb.
  destruct (run_forest _ _ f _) as [done|] eqn:E; [|discriminate]. rewrite forallb_forall in HF.
  split; [apply pt_M; assumption|]. exists (jac net (pt s (xf (mkpt base)))). split; [apply jac_ok|].
  intros y Hy v c Hc.
  set (Y := fun w => if existsb (Pos.eqb w) (map fst hid) then y w else 0).
  assert (HYv : Y v = y v).
  { unfold Y. destruct (existsb (Pos.eqb v) (map fst hid)) eqn:Ex; [reflexivity|]. exfalso.
    assert (T : existsb (Pos.eqb v) (map fst hid) = true); [|congruence].
    apply existsb_exists. exists v. split; [|apply Pos.eqb_refl]. apply in_map_iff. exists (v, c). auto. }
  rewrite <- HYv. apply (run_forest_sound net hid (mkpt base) Y f) with (done := PM.empty unit) (done' := done).
  - intros i a d He Hx.
    pose proof (kernel_sum net hid (pt s (xf (mkpt base))) y i a d Hn He) as K. cbv zeta in K.
    rewrite (Hy i (enum_valid _ _ _ He)) in K. fold (Y d) (Y a) in K.
    assert (Hp : pt s (xf (mkpt base)) i <> 0).
    { intros Z. apply Hx. rewrite <- (pt_sq s (xf (mkpt base)) i Hs (proj1 Hb i)), Z. ring. }
    apply Rmult_eq_reg_l with (2 * pt s (xf (mkpt base)) i); [lra|]. intros Z. apply Hp. lra.
  - intros w Hw. unfold Y. destruct (existsb (Pos.eqb w) (map fst hid)) eqn:Ex; [|reflexivity]. exfalso.
    apply existsb_exists in Ex. destruct Ex as [w' [Hw' Ew]]. apply Pos.eqb_eq in Ew. subst w'.
    apply in_map_iff in Hw'. destruct Hw' as [[w2 c2] [E2 I2]]. simpl in E2. subst w2.
    rewrite (chmap_complete _ _ _ I2) in Hw. discriminate.
  - exact E.
  - intros w Hw. rewrite mem_empty in Hw. discriminate.
  - apply (HF (v, c) Hc).
Qed.
