(** The Jacobian and its left kernel. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.

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

