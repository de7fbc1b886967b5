(** Where lines cross, the variety is not a topological manifold.

    Suppose that near a point a of M(c) two edges e and f vanish at a only, and that a is not
    isolated. Then M(c) falls into at least four pieces near a once a is taken away, told apart by
    the signs of the two edges. A manifold of any dimension does not: of three points in a punctured
    ball two are always joined by a segment that misses the centre. The example is one hidden node
    with one edge in, one edge out and balance 0: a^2 = b^2, two lines that cross. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory.

(** ** The statements: what a reader must trust.
    Points of a space are families of reals, of which only the coordinates in [ok] matter: the valid
      edges,
    or the numbers below n for R^n. *)

Definition same {I} (ok : I -> Prop) (x y : I -> R) : Prop := forall i, ok i -> x i = y i.

Definition close {I} (ok : I -> Prop) (d : R) (x y : I -> R) : Prop :=
  forall i, ok i -> Rabs (y i - x i) < d.

Definition open_set {I} (ok : I -> Prop) (A : (I -> R) -> Prop) : Prop :=
  forall x, A x -> exists d, 0 < d /\ forall y, close ok d x y -> A y.

Definition continuous_on {I J} (ok : I -> Prop) (ok' : J -> Prop) (A : (I -> R) -> Prop)
    (f : (I -> R) -> (J -> R)) : Prop :=
  forall x, A x -> forall eps, 0 < eps -> exists del, 0 < del /\
  forall y, A y -> close ok del x y -> close ok' eps (f x) (f y).

Definition below (n : nat) (k : nat) : Prop := (k < n)%nat.

(** a neighbourhood of a in P is homeomorphic (by f, with inverse g) to an open subset V of R^n *)
Definition locally_euclidean {I} (ok : I -> Prop) (P : (I -> R) -> Prop) (a : I -> R) (n : nat) :
  Prop :=
  exists (U : (I -> R) -> Prop) (V : (nat -> R) -> Prop) f g,
    open_set ok U /\ U a /\ open_set (below n) V /\
    (forall x, P x -> U x -> V (f x) /\ same ok (g (f x)) x) /\
    (forall y, V y -> P (g y) /\ U (g y) /\ same (below n) (f (g y)) y) /\
    continuous_on ok (below n) (fun x => P x /\ U x) f /\
    continuous_on (below n) ok V g.

(** M(c) is no manifold of any dimension at a *)
Definition not_a_manifold_at (net : network) (hid : balance) (a : point) : Prop :=
  forall n, ~ locally_euclidean (valid net) (M net hid) a n.

(** ** Continuity and segments *)

Lemma close_refl {I} (ok : I -> Prop) d x : 0 < d -> close ok d x x.
Proof. intros H i _. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. exact H. Qed.

Lemma close_weaken {I} (ok : I -> Prop) d d' x y : d <= d' -> close ok d x y -> close ok d' x y.
Proof. intros H C i Hi. specialize (C i Hi). lra. Qed.

Lemma same_close {I} (ok : I -> Prop) d x y : 0 < d -> same ok x y -> close ok d x y.
Proof. intros H S i Hi. rewrite (S i Hi), Rminus_diag_eq, Rabs_R0 by reflexivity. exact H. Qed.

Lemma close_same {I} (ok : I -> Prop) x y : (forall d, 0 < d -> close ok d x y) -> same ok x y.
Proof.
  intros H i Hi. destruct (Req_dec (x i) (y i)) as [E|ne]; [exact E|]. exfalso.
  assert (Hd : 0 < Rabs (y i - x i)) by (apply Rabs_pos_lt; lra).
  specialize (H _ Hd i Hi). lra.
Qed.

(** a continuous map takes equal points to equal points *)
Lemma continuous_same {I J} (ok : I -> Prop) (ok' : J -> Prop) A f x y :
  continuous_on ok ok' A f -> A x -> A y -> same ok x y -> same ok' (f x) (f y).
Proof.
  intros C Hx Hy S. apply close_same. intros d Hd. destruct (C x Hx d Hd) as [e [He K]].
  apply K; [exact Hy|]. apply same_close; assumption.
Qed.

Definition segment (y z : nat -> R) (t : R) : nat -> R := fun k => (1 - t) * y k + t * z k.

Lemma segment_close n r b y z t : 0 <= t <= 1 -> close (below n) r b y -> close (below n) r b z ->
  close (below n) r b (segment y z t).
Proof.
  intros Ht Hy Hz k Hk. specialize (Hy k Hk). specialize (Hz k Hk). unfold segment.
  apply Rabs_def2 in Hy, Hz. destruct (Rle_lt_or_eq_dec _ _ (proj1 Ht)) as [L|<-].
  - assert (0 <= (1 - t) * (r - (y k - b k))) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - t) * (r + (y k - b k))) by (apply Rmult_le_pos; lra).
    assert (0 < t * (r - (z k - b k))) by (apply Rmult_lt_0_compat; lra).
    assert (0 < t * (r + (z k - b k))) by (apply Rmult_lt_0_compat; lra).
    apply Rabs_def1; lra.
  - apply Rabs_def1; lra.
Qed.

Lemma segment_continuous n r b y z s t : close (below n) r b y -> close (below n) r b z ->
  forall del, 0 < del -> 0 < r -> Rabs (s - t) < del / (2 * r) ->
  close (below n) del (segment y z t) (segment y z s).
Proof.
  intros Hy Hz del Hd Hr Hst k Hk. specialize (Hy k Hk). specialize (Hz k Hk). unfold segment.
  replace ((1 - s) * y k + s * z k - ((1 - t) * y k + t * z k)) with ((s - t) * (z k - y k)) by
    ring.
  rewrite Rabs_mult.
  assert (B : Rabs (z k - y k) <= 2 * r) by (apply Rabs_def2 in Hy, Hz; apply Rabs_le; lra).
  pose proof (Rabs_pos (s - t)) as Q0. pose proof (Rabs_pos (z k - y k)) as Q1.
  apply Rle_lt_trans with (Rabs (s - t) * (2 * r)); [apply Rmult_le_compat_l; assumption|].
  replace del with (del / (2 * r) * (2 * r)) by (field; lra).
  apply Rmult_lt_compat_r; [lra|exact Hst].
Qed.

Definition hits (n : nat) (b y z : nat -> R) : Prop :=
  exists t, 0 <= t <= 1 /\ same (below n) (segment y z t) b.

(** of three points other than b, two are joined by a segment that misses b *)
Lemma three_points n b x y z : ~ same (below n) x b -> ~ same (below n) y b -> ~ same (below n) z b
  ->
  hits n b x y -> hits n b x z -> hits n b y z -> False.
Proof.
  intros Nx Ny Nz (t & Ht & H1) (r & Hr & H2) (s & Hs & H3). apply Nx.
  assert (T : 0 < t).
  { destruct (Rle_lt_or_eq_dec _ _ (proj1 Ht)) as [L|E]; [exact L|]. exfalso. apply Nx. intros k Hk.
    specialize (H1 k Hk). unfold segment in H1. rewrite <- E in H1. lra. }
  assert (T' : t < 1).
  { destruct (Rle_lt_or_eq_dec _ _ (proj2 Ht)) as [L|E]; [exact L|]. exfalso. apply Ny. intros k Hk.
    specialize (H1 k Hk). unfold segment in H1. rewrite E in H1. lra. }
  assert (T2 : 0 < r).
  { destruct (Rle_lt_or_eq_dec _ _ (proj1 Hr)) as [L|E]; [exact L|]. exfalso. apply Nx. intros k Hk.
    specialize (H2 k Hk). unfold segment in H2. rewrite <- E in H2. lra. }
  assert (T2' : r < 1).
  { destruct (Rle_lt_or_eq_dec _ _ (proj2 Hr)) as [L|E]; [exact L|]. exfalso. apply Nz. intros k Hk.
    specialize (H2 k Hk). unfold segment in H2. rewrite E in H2. lra. }
  intros k Hk. specialize (H1 k Hk). specialize (H2 k Hk). specialize (H3 k Hk).
    unfold segment in *.
  set (u := x k - b k). set (v := y k - b k). set (w := z k - b k).
  assert (E1 : t * v = - ((1 - t) * u)) by (unfold u, v; lra).
  assert (E2 : r * w = - ((1 - r) * u)) by (unfold u, w; lra).
  assert (E3 : (1 - s) * v + s * w = 0) by (unfold v, w; lra).
  set (K := (1 - s) * (r * (1 - t)) + s * (t * (1 - r))).
  assert (E : K * u = 0).
  { unfold K. replace (((1 - s) * (r * (1 - t)) + s * (t * (1 - r))) * u)
      with (- ((1 - s) * r * (- ((1 - t) * u)) + s * t * (- ((1 - r) * u)))) by ring.
    rewrite <- E1, <- E2. replace ((1 - s) * r * (t * v) + s * t * (r * w))
      with (r * t * ((1 - s) * v + s * w)) by ring. rewrite E3. ring. }
  assert (P : 0 < K).
  { assert (P1 : 0 < r * (1 - t)) by (apply Rmult_lt_0_compat; lra).
    assert (P2 : 0 < t * (1 - r)) by (apply Rmult_lt_0_compat; lra). unfold K.
    destruct (Rle_lt_or_eq_dec _ _ (proj1 Hs)) as [L|<-]; [|lra].
    assert (0 < s * (t * (1 - r))) by (apply Rmult_lt_0_compat; assumption).
    assert (0 <= (1 - s) * (r * (1 - t))) by (apply Rmult_le_pos; lra). lra. }
  destruct (Rmult_integral _ _ E) as [Z|Z]; [lra|]. unfold u in Z. lra.
Qed.

(** ** Three branches at a point *)

(** P without a, near a *)
Definition punctured (net : network) (P : point -> Prop) (a : point) (eps : R) (x : point) : Prop :=
  P x /\ close (valid net) eps a x /\ ~ same (valid net) x a.

Theorem three_branches net (P : point -> Prop) a eps : P a -> 0 < eps ->
  (forall d, 0 < d -> exists x y z,
     (punctured net P a d x /\ punctured net P a d y /\ punctured net P a d z) /\
     ~ joined net (punctured net P a eps) x y /\ ~ joined net (punctured net P a eps) x z /\
     ~ joined net (punctured net P a eps) y z) ->
  forall n, ~ locally_euclidean (valid net) P a n.
Proof.
  intros Pa Heps HB n (U & V & f & g & OU & Ua & OV & Hf & Hg & Cf & Cg).
  destruct (Hf a Pa Ua) as [Vb Sb]. set (b := f a) in *.
  assert (HR : exists r, 0 < r /\ forall y, close (below n) r b y -> V y /\ close (valid net) eps (g
    b) (g y)).
  { destruct (OV b Vb) as [r1 [R1 K1]]. destruct (Cg b Vb eps Heps) as [r2 [R2 K2]].
    exists (Rmin r1 r2). split; [apply Rmin_glb_lt; assumption|]. intros y Hy.
    assert (Vy : V y) by (apply K1; eapply close_weaken; [apply Rmin_l|exact Hy]).
      split; [exact Vy|].
    apply K2; [exact Vy|]. eapply close_weaken; [apply Rmin_r|exact Hy]. }
  destruct HR as [r [Hr HV]].
  destruct (OU a Ua) as [d1 [D1 KU]]. destruct (Cf a (conj Pa Ua) r Hr) as [d2 [D2 KF]].
  destruct (HB (Rmin d1 d2) (Rmin_glb_lt _ _ _ D1 D2)) as (p1 & p2 & p3 & (H1 & H2 & H3) & J12 & J13
    & J23).
  assert (HP : forall p, punctured net P a (Rmin d1 d2) p ->
               P p /\ U p /\ close (below n) r b (f p) /\ ~ same (below n) (f p) b).
  { intros p (Pp & Cp & Np).
    assert (Up : U p) by (apply KU; eapply close_weaken; [apply Rmin_l|exact Cp]).
    split; [exact Pp|]. split; [exact Up|]. split.
    - apply KF; [split; assumption|]. eapply close_weaken; [apply Rmin_r|exact Cp].
    - intros S. apply Np. destruct (Hf p Pp Up) as [Vp Sp].
      pose proof (continuous_same _ _ _ _ _ _ Cg Vp Vb S) as S'.
      intros i Hi. rewrite <- (Sp i Hi), (S' i Hi). exact (Sb i Hi). }
  assert (HJ : forall p q, punctured net P a (Rmin d1 d2) p -> punctured net P a (Rmin d1 d2) q ->
               ~ joined net (punctured net P a eps) p q -> ~ ~ hits n b (f p) (f q)).
  { intros p q Hp Hq NJ NH. apply NJ.
    destruct (HP p Hp) as (Pp & Up & Cp & _). destruct (HP q Hq) as (Pq & Uq & Cq & _).
    assert (HS : forall t, 0 <= t <= 1 -> close (below n) r b (segment (f p) (f q) t))
      by (intros t Ht; apply segment_close; assumption).
    exists (fun t => g (segment (f p) (f q) t)). split; [|split].
    - intros i Hi t Ht e He. destruct (Cg _ (proj1 (HV _ (HS t Ht))) e He) as [del [Hdel K]].
      exists (del / (2 * r)). split; [apply Rdiv_lt_0_compat; lra|]. intros s Hs Hst.
      apply (K (segment (f p) (f q) s)); [apply HV, HS, Hs| |exact Hi].
      apply (segment_continuous n r b); assumption.
    - intros t Ht. destruct (HV _ (HS t Ht)) as [Vt Ct]. destruct (Hg _ Vt) as (Pt & Ut & St).
      split; [exact Pt|]. split.
      + intros i Hi. specialize (Ct i Hi). rewrite (Sb i Hi) in Ct. exact Ct.
      + intros S. apply NH. exists t. split; [exact Ht|].
        pose proof (continuous_same _ _ _ _ _ _ Cf (conj Pt Ut) (conj Pa Ua) S) as S'.
        intros k Hk. rewrite <- (St k Hk). exact (S' k Hk).
    - assert (E : forall t x, P x -> U x -> same (below n) (segment (f p) (f q) t) (f x) -> 0 <= t
      <= 1 ->
                  same (valid net) (g (segment (f p) (f q) t)) x).
      { intros t x Px Ux S Ht. destruct (Hf x Px Ux) as [Vx Sx].
        pose proof (continuous_same _ _ _ _ _ _ Cg (proj1 (HV _ (HS t Ht))) Vx S) as S'.
        intros i Hi. rewrite (S' i Hi). exact (Sx i Hi). }
      intros i Hi. split; apply E; try assumption; try lra; intros k _; unfold segment; ring. }
  destruct (HP p1 H1) as (_ & _ & _ & N1). destruct (HP p2 H2) as (_ & _ & _ & N2).
  destruct (HP p3 H3) as (_ & _ & _ & N3).
  apply (HJ p1 p2 H1 H2 J12). intros K12. apply (HJ p1 p3 H1 H3 J13). intros K13.
  apply (HJ p2 p3 H2 H3 J23). intros K23. exact (three_points n b _ _ _ N1 N2 N3 K12 K13 K23).
Qed.

(** ** Two edges that vanish together *)

(** the sign of one coordinate changed *)
Definition flip (e : eid) (x : point) : point := fun i => if Pos.eqb i e then - x i else x i.

Lemma flip_M net hid e x : M net hid x -> M net hid (flip e x).
Proof.
  intros H v c Hc. rewrite <- (H v c Hc). apply bal_ext_valid. intros k _. unfold flip.
  destruct (Pos.eqb k e); ring.
Qed.

Lemma flip_close net e d a x : a e = 0 -> close (valid net) d a x -> close (valid net) d a (flip e
  x).
Proof.
  intros Ha H i Hi. specialize (H i Hi). unfold flip.
    destruct (Pos.eqb_spec i e) as [->|ne]; [|exact H].
  rewrite Ha in H |- *. replace (- x e - 0) with (- (x e - 0)) by ring. rewrite Rabs_Ropp. exact H.
Qed.

Theorem crossing_edges net hid a e f eps : M net hid a -> 0 < eps -> e <> f ->
  valid net e -> valid net f -> a e = 0 -> a f = 0 ->
  (forall x, M net hid x -> close (valid net) eps a x -> ~ same (valid net) x a -> x e <> 0 /\ x f
    <> 0) ->
  (forall d, 0 < d -> exists x, M net hid x /\ close (valid net) d a x /\ ~ same (valid net) x a) ->
  not_a_manifold_at net hid a.
Proof.
  intros HM Heps ne He Hf Ae Af HX HN. refine (three_branches net _ a eps HM Heps _).
  intros d Hd. destruct (HN (Rmin d eps) (Rmin_glb_lt _ _ _ Hd Heps)) as (x & Mx & Cx & Nx).
  assert (Cd : close (valid net) d a x) by (eapply close_weaken; [apply Rmin_l|exact Cx]).
  assert (Ce : close (valid net) eps a x) by (eapply close_weaken; [apply Rmin_r|exact Cx]).
  destruct (HX x Mx Ce Nx) as [Xe Xf].
  assert (HZ : forall y, y e = x e \/ y e = - x e -> ~ same (valid net) y a).
  { intros y Hy S. specialize (S e He). lra. }
  assert (Fe : forall y, flip e y e = - y e) by (intros y; unfold flip; now rewrite Pos.eqb_refl).
  assert (Ff : forall y, flip f y f = - y f) by (intros y; unfold flip; now rewrite Pos.eqb_refl).
  assert (Fo : forall y, flip f y e = y e).
  { intros y. unfold flip. destruct (Pos.eqb_spec e f); [contradiction|reflexivity]. }
  assert (Qe : forall y z, y e * z e <= 0 -> ~ joined net (punctured net (M net hid) a eps) y z).
  { intros y z. apply (not_joined net _ e y z He). intros u (Mu & Cu & Nu).
    exact (proj1 (HX u Mu Cu Nu)). }
  assert (Qf : forall y z, y f * z f <= 0 -> ~ joined net (punctured net (M net hid) a eps) y z).
  { intros y z. apply (not_joined net _ f y z Hf). intros u (Mu & Cu & Nu).
    exact (proj2 (HX u Mu Cu Nu)). }
  exists x, (flip e x), (flip f x). split; [split; [|split]|split; [|split]].
  - split; [exact Mx|]. split; [exact Cd|exact Nx].
  - split; [apply flip_M, Mx|]. split; [apply flip_close; assumption|]. apply HZ. right. apply Fe.
  - split; [apply flip_M, Mx|]. split; [apply flip_close; assumption|]. apply HZ. left. apply Fo.
  - apply Qe. rewrite Fe. nra.
  - apply Qf. rewrite Ff. nra.
  - apply Qe. rewrite Fe, Fo. nra.
Qed.

(** *** Two crossing lines: in -> h -> out with balance 0 *)
Definition lines_net : network := [(1, 2); (2, 3)]%positive.
Definition lines_balance : balance := [(2%positive, 0%Q)].

Lemma lines_equation th : M lines_net lines_balance th <-> th 1%positive ^ 2 = th 2%positive ^ 2.
Proof.
  unfold M, lines_net, lines_balance. split.
  - intros H. specialize (H 2%positive 0%Q (or_introl eq_refl)). cbn in H. rewrite Q2R_0 in H. lra.
  - intros H v c [[= <- <-]|[]]. cbn. rewrite Q2R_0. lra.
Qed.

Theorem lines_not_a_manifold : not_a_manifold_at lines_net lines_balance (fun _ => 0).
Proof.
  assert (V1 : valid lines_net 1) by (unfold valid; cbn; lia).
  assert (V2 : valid lines_net 2) by (unfold valid; cbn; lia).
  apply (crossing_edges lines_net lines_balance _ 1%positive 2%positive 1);
    try assumption; try reflexivity; try lra; try discriminate.
  - apply lines_equation. reflexivity.
  - intros x Mx _ Nx. apply lines_equation in Mx.
    assert (HV : forall i, valid lines_net i -> i = 1%positive \/ i = 2%positive).
    { intros i. unfold valid. cbn [lines_net length]. pose proof (Pos2Nat.is_pos i). intros L. lia.
      }
    assert (H : x 1%positive = 0 \/ x 2%positive = 0 -> x 1%positive = 0 /\ x 2%positive = 0)
      by (intros [Z|Z]; split; try exact Z; rewrite Z in Mx; nra).
    split; intros Z; apply Nx; intros i Hi;
      (destruct H as [Z1 Z2]; [tauto|]; destruct (HV i Hi) as [->| ->]; assumption).
  - intros d Hd. exists (fun _ => d / 2). split; [apply lines_equation; reflexivity|]. split.
    + intros i _. rewrite Rminus_0_r, Rabs_right; lra.
    + intros S. specialize (S 1%positive V1). cbn in S. lra.
Qed.
