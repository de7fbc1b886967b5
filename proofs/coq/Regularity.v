(** One singular point, one regular point. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.
From Isthmus Require Import Points.
From Isthmus Require Import Jacobian.

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

