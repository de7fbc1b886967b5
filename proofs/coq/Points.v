(** Flows, and the points of the variety above them. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.
From Isthmus Require Import Cuts.

(** ** rational points x >= 0 with B x = c *)
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

Lemma mkpt_onto_nonneg l : forallb (fun p => Qnonneg (snd p)) l = true ->
  forall m, (forall i, 0 <= xf m i) -> forall i, 0 <= xf (mkpt_onto l m) i.
Proof.
  induction l as [|[k q] l IH]; simpl; intros H m Hm; [exact Hm|].
  apply andb_prop in H. destruct H as [H1 H2]. apply IH; [exact H2|].
  intros i. unfold xf. rewrite get_add. destruct (Pos.eqb k i); [apply Qnonneg_sound, H1|apply Hm].
Qed.

Lemma mkpt_nonneg l : forallb (fun p => Qnonneg (snd p)) l = true -> forall i, 0 <= xf (mkpt l) i.
Proof.
  intros H. apply mkpt_onto_nonneg; [exact H|]. intros i. unfold xf. rewrite get_empty, Q2R_0. lra.
Qed.

Lemma check_base_sound net hid l : check_base (mkctx net hid) hid l = true -> Pol net hid (xf (mkpt l)).
Proof.
  unfold check_base. intros H. apply andb_prop in H. destruct H as [H1 H2]. split.
  - apply mkpt_nonneg. rewrite forallb_forall in H1 |- *. intros p Hp. apply Qpos_nonneg, H1, Hp.
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

Definition one : point := fun _ => 1.
Lemma one_sign : issign one. Proof. intros i; now left. Qed.

Lemma upd_sign s e r : issign s -> (r = 1 \/ r = -1) -> issign (upd s e r).
Proof. intros Hs Hr i. unfold upd. destruct (Pos.eqb i e); auto. Qed.

(** *** Theorem: a flow gives a point *)
Theorem check_nonempty_sound net hid base : check_nonempty net hid base = true -> exists th, M net hid th.
Proof.
  intros H. apply check_base_sound in H. exists (pt one (xf (mkpt base))). apply pt_M; [apply one_sign|exact H].
Qed.
