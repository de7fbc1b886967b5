(** Points joined by a path lie in one connected component: no two open sets separate them. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Paths.
From Isthmus Require Import Components.

(** finitely many continuous coordinates stay close together *)
Lemma close_coordinates net (g : R -> point) t eps :
  (forall i, valid net i -> cont01 (fun s => g s i)) -> 0 <= t <= 1 -> 0 < eps ->
  forall n, exists del, 0 < del /\ forall s, 0 <= s <= 1 -> Rabs (s - t) < del ->
    forall i, valid net i -> (Pos.to_nat i <= n)%nat -> Rabs (g s i - g t i) < eps.
Proof.
  intros Hg Ht He. induction n as [|n [d1 [D1 K1]]].
  - exists 1. split; [lra|]. intros s _ _ i _ Hi. pose proof (Pos2Nat.is_pos i). lia.
  - set (j := Pos.of_nat (S n)).
    assert (Hj : Pos.to_nat j = S n) by (apply Nat2Pos.id; lia).
    assert (K : exists d2, 0 < d2 /\ forall s, 0 <= s <= 1 -> Rabs (s - t) < d2 ->
                valid net j -> Rabs (g s j - g t j) < eps).
    { destruct (le_lt_dec (Pos.to_nat j) (length net)) as [V|V].
      - destruct (Hg j V t Ht eps He) as [d2 [D2 K2]]. exists d2. split; [exact D2|]. intros s Hs Hd _. auto.
      - exists 1. split; [lra|]. intros s _ _ V'. unfold valid in V'. lia. }
    destruct K as [d2 [D2 K2]]. exists (Rmin d1 d2). split; [apply Rmin_glb_lt; assumption|].
    intros s Hs Hd i Hi Hn. destruct (Pos.eq_dec i j) as [->|ne].
    + apply K2; [exact Hs| |exact Hi]. apply (Rlt_le_trans _ _ _ Hd (Rmin_r _ _)).
    + apply K1; [exact Hs| |exact Hi|].
      * apply (Rlt_le_trans _ _ _ Hd (Rmin_l _ _)).
      * assert (Pos.to_nat i <> Pos.to_nat j) by (intros E; apply Pos2Nat.inj in E; contradiction). lia.
Qed.

(** a path that is in an open set stays there for a while *)
Lemma open_along net A (g : R -> point) t : open net A ->
  (forall i, valid net i -> cont01 (fun s => g s i)) -> 0 <= t <= 1 -> A (g t) ->
  exists del, 0 < del /\ forall s, 0 <= s <= 1 -> Rabs (s - t) < del -> A (g s).
Proof.
  intros HA Hg Ht H. destruct (HA _ H) as [eps [He K]].
  destruct (close_coordinates net g t eps Hg Ht He (length net)) as [del [D C]].
  exists del. split; [exact D|]. intros s Hs Hd. apply K. intros i Hi. now apply C.
Qed.

Lemma open_ext net A (a b : point) : open net A -> (forall i, valid net i -> a i = b i) -> A a -> A b.
Proof.
  intros HA E H. destruct (HA a H) as [eps [He K]]. apply K. intros i Hi.
  rewrite (E i Hi), Rminus_diag_eq, Rabs_R0; [exact He|reflexivity].
Qed.

Theorem joined_not_separated net (P : point -> Prop) (a b : point) : joined net P a b -> ~ separated net P a b.
Proof.
  intros (g & Hg & HP & Hend) (A & B & OA & OB & Hcover & Hapart & Ha & Hb).
  assert (A0 : A (g 0)) by (apply (open_ext net A a); [exact OA| |exact Ha]; intros i Hi; now destruct (Hend i Hi)).
  assert (B1 : B (g 1)) by (apply (open_ext net B b); [exact OB| |exact Hb]; intros i Hi; now destruct (Hend i Hi)).
  set (E := fun t => 0 <= t <= 1 /\ forall s, 0 <= s <= t -> A (g s)).
  assert (E0 : E 0).
  { split; [lra|]. intros s Hs. replace s with 0 by lra. exact A0. }
  destruct (completeness E) as [m [Hup Hleast]].
  { exists 1. intros t [Ht _]. lra. }
  { exists 0. exact E0. }
  assert (M0 : 0 <= m) by (apply Hup, E0).
  assert (M1 : m <= 1) by (apply Hleast; intros t [Ht _]; lra).
  assert (Below : forall s, 0 <= s < m -> A (g s)).
  { intros s Hs. destruct (Hcover (g s)) as [H|H]; [apply HP; lra|exact H|]. exfalso.
    assert (m <= s); [|lra]. apply Hleast. intros t [Ht Hin].
    destruct (Rle_lt_dec t s) as [L|L]; [exact L|]. exfalso.
    apply (Hapart (g s)); [apply HP; lra|apply Hin; lra|exact H]. }
  destruct (Hcover (g m)) as [H|H]; [apply HP; lra| |].
  - destruct (Rle_lt_dec 1 m) as [L|L].
    { replace m with 1 in H by lra. exact (Hapart (g 1) (HP 1 ltac:(lra)) H B1). }
    destruct (open_along net A g m OA Hg (conj M0 M1) H) as [del [D K]].
    set (t := Rmin 1 (m + del / 2)).
    assert (Ht : m < t <= 1 /\ t <= m + del / 2).
    { unfold t. split; [split; [apply Rmin_glb_lt; lra|apply Rmin_l]|apply Rmin_r]. }
    assert (t <= m); [|lra]. apply Hup. split; [lra|]. intros s Hs.
    destruct (Rlt_le_dec s m) as [Ls|Ls]; [apply Below; lra|].
    apply K; [lra|]. rewrite Rabs_right; lra.
  - destruct (Rle_lt_dec m 0) as [L|L].
    { replace m with 0 in H by lra. exact (Hapart (g 0) (HP 0 ltac:(lra)) A0 H). }
    destruct (open_along net B g m OB Hg (conj M0 M1) H) as [del [D K]].
    set (s := Rmax 0 (m - del / 2)).
    assert (Hs : 0 <= s < m /\ m - del / 2 <= s).
    { unfold s. split; [split; [apply Rmax_l|apply Rmax_lub_lt; lra]|apply Rmax_r]. }
    apply (Hapart (g s)); [apply HP; lra|apply Below; lra|].
    apply K; [lra|]. rewrite Rabs_left; lra.
Qed.

(** *** Theorem: one component, in the sense of topology: no open sets separate the variety *)
Theorem check_connected_not_disconnected net hid base locks bypass free :
  check_connected net hid base locks bypass free = true -> ~ disconnected net (M net hid).
Proof.
  intros H. apply check_connected_sound in H. destruct H as [_ H].
  intros (A & B & OA & OB & Hc & Hd & [a [Ha Aa]] & [b [Hb Bb]]).
  apply (joined_not_separated net (M net hid) a b (H a b Ha Hb)). exists A, B. auto 10.
Qed.
