(** Finite sums of reals, and sums of rationals. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.

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

Lemma Qpos_nonneg q : Qpos q = true -> Qnonneg q = true.
Proof. unfold Qpos, Qnonneg. now destruct (Qnum q). Qed.

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

