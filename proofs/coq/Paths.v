(** Paths inside the variety. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Edges.
From Isthmus Require Import Cuts.
From Isthmus Require Import Points.
From Isthmus Require Import Topology.

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

