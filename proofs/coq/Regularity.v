(** One singular point, one regular point. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.
From Isthmus Require Import Cuts.
From Isthmus Require Import Points.
From Isthmus Require Import Jacobian.

(** y on the hidden nodes, zero elsewhere *)
Definition within (hid : balance) (y : node -> R) (w : node) : R :=
  if existsb (Pos.eqb w) (map fst hid) then y w else 0.

Lemma within_in (hid : balance) y v c : In (v, c) hid -> within hid y v = y v.
Proof.
  intros Hc. unfold within. destruct (existsb (Pos.eqb v) (map fst hid)) eqn:Ex; [reflexivity|]. exfalso.
  assert (T : existsb (Pos.eqb v) (map fst hid) = true); [|congruence].
  apply existsb_exists. exists v. split; [|apply Pos.eqb_refl]. apply in_map_iff. exists (v, c). auto.
Qed.

Lemma within_out (hid : balance) y v : PM.mem v (chmap hid) = false -> within hid y v = 0.
Proof.
  intros Hv. unfold within. destruct (existsb (Pos.eqb v) (map fst hid)) eqn:Ex; [|reflexivity]. exfalso.
  apply existsb_exists in Ex. destruct Ex as [w [Hw Ew]]. apply Pos.eqb_eq in Ew. subst w.
  apply in_map_iff in Hw. destruct Hw as [[w c] [E I]]. simpl in E. subst w.
  rewrite (chmap_complete _ _ _ I) in Hv. discriminate.
Qed.

(** a floating set: no nonzero edge crosses it; the sum of its rows vanishes *)
Lemma floating_singular net hid th (m : PM.t unit) v0 : NoDup (map fst hid) -> M net hid th ->
  PM.mem v0 m = true -> (forall v, PM.mem v m = true -> exists c, In (v, c) hid) ->
  (forall i a d, In (i, (a, d)) (enum net 1%positive) -> PM.mem a m = PM.mem d m \/ th i = 0) ->
  singular_at net hid th.
Proof.
  intros Hn HM H0 Hm Hx. split; [exact HM|]. exists (jac net th). split; [apply jac_ok|].
  set (y := fun v => if PM.mem v m then 1 else 0). exists y. split.
  - destruct (Hm v0 H0) as [c Hc]. exists v0, c. split; [exact Hc|]. unfold y. rewrite H0. lra.
  - intros i Hi. destruct (valid_enum net i Hi) as [[a d] He].
    pose proof (kernel_sum net hid th y i a d Hn He) as K. cbv zeta in K.
    assert (Y : forall w, within hid y w = y w).
    { intros w. destruct (PM.mem w m) eqn:E.
      - destruct (Hm w E) as [c Hc]. eapply within_in; eauto.
      - unfold within, y. rewrite E. now destruct (existsb _ _). }
    transitivity (2 * th i * (within hid y d - within hid y a)); [exact K|]. rewrite (Y d), (Y a). unfold y.
    destruct (Hx i a d He) as [E|E]; rewrite E; ring.
Qed.

(** *** Theorem (S): a singular point, theta_e = s_e sqrt(x_e) for any signs s *)
Theorem check_singular_point_sound net hid point floating s : issign s ->
  check_singular_point net hid point floating = true -> singular_at net hid (pt s (xf (mkpt point))).
Proof.
  intros Hs. unfold check_singular_point. intros H. apply andb_prop in H. destruct H as [H HU].
  apply andb_prop in H. destruct H as [Hn Hb]. apply nodup_hid_sound in Hn. apply check_base_sound in Hb.
  destruct floating as [|u0 U']; [discriminate|]. set (U := u0 :: U') in *.
  destruct (mkset U) as [m|] eqn:Em; [|discriminate]. cbn [c_ch mkctx] in HU.
  destruct (csum (chmap hid) U) as [q|] eqn:Eq; [|discriminate].
  destruct (mkset_sound _ _ Em) as [_ Hm].
  apply (floating_singular net hid _ m u0); [exact Hn|apply pt_M; assumption|apply Hm; now left| |].
  - intros v Hv. apply (csum_hid hid U q Eq), Hm, Hv.
  - intros i a d He. pose proof (forall_edges_sound _ net _ HU _ He) as K. cbn [fst snd] in K.
    apply Bool.orb_true_iff in K. destruct K as [K|K]; [left; apply Bool.eqb_prop, K|right].
    apply Qzero_sound in K. unfold pt. change (Q2R (get 0%Q i (mkpt point))) with (xf (mkpt point) i) in K.
    rewrite K, sqrt_0. ring.
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
    apply andb_prop in G. destruct G as [G G3]. apply andb_prop in G. destruct G as [G _].
    apply andb_prop in G. destruct G as [G _]. apply andb_prop in G. destruct G as [G1 G2].
    apply Bool.negb_true_iff, Qzero_false in G2. specialize (HY e s d Ef G2).
    assert (W : Y (if Pos.eqb s v then d else s) = 0).
    { apply Bool.orb_true_iff in G3. destruct G3 as [G3|G3]; [auto|]. apply H0. now apply Bool.negb_true_iff. }
    destruct (Pos.eqb_spec s v) as [->|ne]; [congruence|]. simpl in G1. apply Pos.eqb_eq in G1. congruence.
Qed.

(** nonzero edges join every hidden node to the ground: only zero is in the left kernel *)
Lemma forest_regular net (hid : balance) th xm f done : NoDup (map fst hid) -> M net hid th ->
  (forall i, valid net i -> xf xm i <> 0 -> th i <> 0) ->
  run_forest (mkctx net hid) xm f (PM.empty _) = Some done ->
  (forall v c, In (v, c) hid -> PM.mem v done = true) -> regular_at net hid th.
Proof.
  intros Hn HM Hx E HF. split; [exact HM|]. exists (jac net th). split; [apply jac_ok|].
  intros y Hy v c Hc. rewrite <- (within_in hid y v c Hc).
  apply (run_forest_sound net hid xm (within hid y) f) with (done := PM.empty unit) (done' := done).
  - intros i a d He Hi.
    pose proof (kernel_sum net hid th y i a d Hn He) as K. cbv zeta in K.
    rewrite (Hy i (enum_valid _ _ _ He)) in K. change (0 = 2 * th i * (within hid y d - within hid y a)) in K.
    pose proof (Hx i (enum_valid _ _ _ He) Hi) as Hp.
    apply Rmult_eq_reg_l with (2 * th i); [lra|]. intros Z. apply Hp. lra.
  - intros w Hw. apply within_out, Hw.
  - exact E.
  - intros w Hw. rewrite mem_empty in Hw. discriminate.
  - apply (HF v c Hc).
Qed.

(** *** Theorem (R): a regular point *)
Theorem check_regular_point_sound net hid point forest s : issign s ->
  check_regular_point net hid point forest = true -> regular_at net hid (pt s (xf (mkpt point))).
Proof.
  intros Hs. unfold check_regular_point. intros H. apply andb_prop in H. destruct H as [H HF].
  apply andb_prop in H. destruct H as [Hn Hb]. apply nodup_hid_sound in Hn. apply check_base_sound in Hb.
  destruct (run_forest _ _ forest _) as [done|] eqn:E; [|discriminate]. rewrite forallb_forall in HF.
  apply (forest_regular net hid _ (mkpt point) forest done); [exact Hn|apply pt_M; assumption| |exact E|].
  - intros i _ Hx Z. apply Hx. rewrite <- (pt_sq s (xf (mkpt point)) i Hs (proj1 Hb i)), Z. ring.
  - intros v c Hc. apply (HF (v, c) Hc).
Qed.

(** Every point with these squares has the form s sqrt(x); so the two theorems hold at each of them. *)
Lemma over_pt net hid x th : Pol net hid x -> (forall i, valid net i -> th i ^ 2 = x i) ->
  M net hid th /\ forall i, valid net i -> pt (sgn th) x i = th i.
Proof.
  intros [_ HX] H. split.
  - intros v c Hc. rewrite <- (HX v c Hc). apply bal_ext_valid, H.
  - intros i Hi. rewrite <- (pt_sgn th i). unfold pt, sq. now rewrite (H i Hi).
Qed.
