(** Continuity on [0,1], open sets, signs that cannot change. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.

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

