(** Bundles: only the sums over parallel edges matter.

    A bundle is checked as parallel edges of which the first carries everything. Whether a point is
    on the variety, where sets float, so which points are singular, and the distance to degenerate
    points depend on the squares only by their sums over the edges from one node to another. So what
    the checkers show of the point with everything on the first member holds for every other choice
    of the members with the same sum of squares. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory Floating Distance.

(** ** The statements: what a reader must trust *)

(** the sum of x over all edges from s to d *)
Definition parallel_sum (net : network) (x : point) (s d : node) : R :=
  sumL (fun e : eid * (node * node) => x (fst e))
       (filter (fun e => Pos.eqb (fst (snd e)) s && Pos.eqb (snd (snd e)) d) (enum net 1%positive)).

Definition same_parallel_sums (net : network) (x y : point) : Prop :=
  forall s d, parallel_sum net x s d = parallel_sum net y s d.

(** ** Sums with a coefficient for each pair of ends *)

Definition pair_eqb (p q : node * node) : bool := Pos.eqb (fst p) (fst q) && Pos.eqb (snd p) (snd
  q).

Lemma pair_eqb_eq p q : pair_eqb p q = true <-> p = q.
Proof.
  unfold pair_eqb. rewrite Bool.andb_true_iff, !Pos.eqb_eq. destruct p, q. cbn [fst snd].
  split; [intros [-> ->]; reflexivity|intros [= -> ->]; auto].
Qed.

Lemma sumL_split {A} (b : A -> bool) (f : A -> R) l :
  sumL f l = sumL f (filter b l) + sumL f (filter (fun a => negb (b a)) l).
Proof.
  rewrite !sumL_filter, <- sumL_plus. apply sumL_ext. intros a _. destruct (b a); cbn [negb]; lra.
Qed.

Lemma filter_filter_not {A} (b c : A -> bool) l :
  filter b (filter (fun a => negb (c a)) l) = filter (fun a => negb (c a)) (filter b l).
Proof.
  induction l as [|a l IH]; cbn [filter]; [reflexivity|].
  destruct (b a) eqn:B, (c a) eqn:C; cbn [negb filter]; rewrite ?B, ?C; cbn [negb]; rewrite IH;
    reflexivity.
Qed.

Lemma filter_length_le {A} (b : A -> bool) l : (length (filter b l) <= length l)%nat.
Proof. induction l as [|a l IH]; cbn [filter]; [auto|]. destruct (b a); cbn [length]; lia. Qed.

(** if z sums up to zero over each class of parallel edges, so it does with coefficients *)
Lemma sum_by_pairs (F : node * node -> R) (z : point) : forall n (l : list (eid * (node * node))),
  (length l <= n)%nat ->
  (forall q, sumL (fun e => z (fst e)) (filter (fun e => pair_eqb (snd e) q) l) = 0) ->
  sumL (fun e => F (snd e) * z (fst e)) l = 0.
Proof.
  induction n as [|n IH]; intros l L H.
  - destruct l; [reflexivity|cbn in L; lia].
  - destruct l as [|[k p] l']; [reflexivity|]. set (l := (k, p) :: l') in *.
    rewrite (sumL_split (fun e => pair_eqb (snd e) p)).
    assert (E : sumL (fun e => F (snd e) * z (fst e)) (filter (fun e => pair_eqb (snd e) p) l) = 0).
    { transitivity (F p * sumL (fun e => z (fst e)) (filter (fun e => pair_eqb (snd e) p) l)).
      - rewrite <- sumL_scal. apply sumL_ext. intros e He. apply filter_In in He.
        destruct He as [_ He]. apply pair_eqb_eq in He. now rewrite He.
      - rewrite H. ring. }
    rewrite E, Rplus_0_l. apply IH.
    + unfold l. cbn [filter]. cbn [snd]. rewrite (proj2 (pair_eqb_eq p p) eq_refl). cbn [negb].
      eapply Nat.le_trans; [apply filter_length_le|]. cbn in L. lia.
    + intros q. rewrite filter_filter_not. destruct (pair_eqb p q) eqn:P.
      * apply pair_eqb_eq in P. subst q. rewrite sumL_filter. apply sum_zero. intros e He.
        apply filter_In in He. destruct He as [_ He]. rewrite He. reflexivity.
      * rewrite <- (H q). rewrite sumL_filter. apply sumL_ext. intros e He.
        apply filter_In in He. destruct He as [_ He]. apply pair_eqb_eq in He. subst q.
        destruct (pair_eqb (snd e) p) eqn:K; [|reflexivity].
        apply pair_eqb_eq in K. rewrite <- K, (proj2 (pair_eqb_eq _ _) eq_refl) in P. discriminate.
Qed.

Lemma parallel_weighted net x y (F : node -> node -> R) : same_parallel_sums net x y ->
  esum net 1%positive (fun k s d => F s d * x k) = esum net 1%positive (fun k s d => F s d * y k).
Proof.
  intros H. apply Rminus_diag_uniq. rewrite <- esum_minus, esum_enum.
  rewrite <- (sum_by_pairs (fun p => F (fst p) (snd p)) (fun k => x k - y k) _ (enum net 1%positive)
    (Nat.le_refl _)).
  - apply sumL_ext. intros [k [s d]] _. cbn [fst snd]. ring.
  - intros [s d]. specialize (H s d). unfold parallel_sum in H.
    rewrite (sumL_minus (fun e => x (fst e)) (fun e => y (fst e))). apply Rminus_diag_eq. exact H.
Qed.

Lemma parallel_sym net x y : same_parallel_sums net x y -> same_parallel_sums net y x.
Proof. intros H s d. symmetry. apply H. Qed.

(** ** What depends only on these sums *)

Lemma parallel_bal net x y v : same_parallel_sums net x y ->
  bal v net 1%positive x = bal v net 1%positive y.
Proof.
  intros H. rewrite !bal_esum.
  pose proof (parallel_weighted net x y
    (fun s d => (if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0)) H) as E.
  etransitivity; [|etransitivity; [exact E|]]; apply esum_ext; intros k s d;
    destruct (Pos.eqb d v), (Pos.eqb s v); ring.
Qed.

Lemma parallel_M net hid a b : same_parallel_sums net (sq a) (sq b) -> M net hid a -> M net hid b.
Proof.
  intros H HM v c Hc. rewrite <- (HM v c Hc). symmetry. exact (parallel_bal net (sq a) (sq b) v H).
Qed.

Lemma parallel_crossing net u x y : same_parallel_sums net x y ->
  crossing_sum net u x = crossing_sum net u y.
Proof.
  intros H. pose proof (parallel_weighted net x y (fun s d => if Bool.eqb (u s) (u d) then 0 else 1)
    H) as E.
  unfold crossing_sum. etransitivity; [|etransitivity; [exact E|]]; apply esum_ext; intros k s d;
    destruct (Bool.eqb (u s) (u d)); ring.
Qed.

Lemma floats_crossing net a U : floats net a U <-> crossing_sum net (fun v => memb v U) (sq a) = 0.
Proof.
  assert (HU : forall v, memb v U = true <-> In v U) by (intros v; apply memb_In).
  unfold crossing_sum. rewrite esum_enum. split.
  - intros H. apply sum_zero. intros [k [s d]] Hk. cbn [fst snd].
    destruct (Bool.eqb (memb s U) (memb d U)) eqn:E; [reflexivity|]. unfold sq.
    rewrite (H k s d); [ring|now apply runs_enum|].
    apply (one_end U (fun v => memb v U) s d HU). apply Bool.eqb_false_iff, E.
  - intros H i s d Hr Hx. apply (one_end U (fun v => memb v U) s d HU) in Hx.
    apply Bool.eqb_false_iff in Hx.
    apply runs_enum in Hr. apply sq_zero.
    assert (P : forall p, In p (enum net 1%positive) -> 0 <=
      (if Bool.eqb (memb (fst (snd p)) U) (memb (snd (snd p)) U) then 0 else sq a (fst p)))
      by (intros p _; destruct (Bool.eqb (memb (fst (snd p)) U) _); [lra|apply sq_nonneg]).
    pose proof (sum_zero_each _ _ P H _ Hr) as Z. cbn [fst snd] in Z. rewrite Hx in Z. exact Z.
Qed.

Lemma parallel_floats net a b U : same_parallel_sums net (sq a) (sq b) ->
  floats net a U -> floats net b U.
Proof.
  intros H. rewrite !floats_crossing. now rewrite (parallel_crossing net _ _ _ H).
Qed.

Lemma parallel_degenerate net hid a b : NoDup (map fst hid) ->
  same_parallel_sums net (sq a) (sq b) -> degenerate net hid a -> degenerate net hid b.
Proof.
  intros ND H (J & HJ & y & (v & c & Hc & Hy) & HK).
  destruct (kernel_floats net hid a J y v c ND HJ HK Hc Hy) as (U & Hv & _ & HH & HF).
  apply (floats_degenerate net hid b U ND); [intros ->; contradiction|exact HH|].
  exact (parallel_floats net a b U H HF).
Qed.

(** *** Points with equal sums over parallel edges are singular together and regular together *)
Theorem parallel_singular net hid a b : NoDup (map fst hid) ->
  same_parallel_sums net (sq a) (sq b) -> singular_at net hid a -> singular_at net hid b.
Proof.
  intros ND H [HM HD]. split; [exact (parallel_M net hid a b H HM)|].
  exact (parallel_degenerate net hid a b ND H HD).
Qed.

Theorem parallel_regular net hid a b : NoDup (map fst hid) ->
  same_parallel_sums net (sq a) (sq b) -> regular_at net hid a -> regular_at net hid b.
Proof.
  intros ND H HR. pose proof (parallel_M net hid a b H (proj1 HR)) as HM.
  apply regular_not_degenerate in HR; [|apply HR]. apply regular_not_degenerate; [exact HM|].
  intros D. apply HR. exact (parallel_degenerate net hid b a ND (parallel_sym _ _ _ H) D).
Qed.

(** *** The three claims about points, for every point with the given sums *)

Definition over (net : network) (point : list (eid * Q)) (th : Variety.point) : Prop :=
  same_parallel_sums net (xf (mkpt point)) (sq th).

Lemma parallel_ext net x y z : (forall i, x i = y i) ->
  same_parallel_sums net x z -> same_parallel_sums net y z.
Proof.
  intros E H s d. rewrite <- (H s d). unfold parallel_sum. apply sumL_ext. intros e _. symmetry.
    apply E.
Qed.

Lemma over_one net point th : (forall i, 0 <= xf (mkpt point) i) -> over net point th ->
  same_parallel_sums net (sq (pt Points.one (xf (mkpt point)))) (sq th).
Proof.
  intros HX. apply parallel_ext. intros i. unfold sq.
    rewrite pt_sq; [reflexivity|apply one_sign|apply HX].
Qed.

Theorem check_singular_point_over net hid point floating :
  check_singular_point net hid point floating = true ->
  forall th, over net point th -> singular_at net hid th.
Proof.
  intros H th O. pose proof (check_singular_point_sound net hid point floating _ one_sign H) as S.
  unfold check_singular_point in H. rewrite !Bool.andb_true_iff in H. destruct H as [[Hn Hb] _].
  apply nodup_hid_sound in Hn. apply check_base_sound in Hb.
  exact (parallel_singular net hid _ th Hn (over_one net point th (proj1 Hb) O) S).
Qed.

Theorem check_regular_point_over net hid point forest :
  check_regular_point net hid point forest = true ->
  forall th, over net point th -> regular_at net hid th.
Proof.
  intros H th O. pose proof (check_regular_point_sound net hid point forest _ one_sign H) as S.
  unfold check_regular_point in H. rewrite !Bool.andb_true_iff in H. destruct H as [[Hn Hb] _].
  apply nodup_hid_sound in Hn. apply check_base_sound in Hb.
  exact (parallel_regular net hid _ th Hn (over_one net point th (proj1 Hb) O) S).
Qed.

Theorem check_distance_over net hid point set reach q :
  check_distance net hid point set reach q = true ->
  forall th, over net point th -> distance_is net hid th (Q2R q).
Proof.
  intros H th O. apply check_distance_cuts in H. destruct H as (Hn & NE & HH & HA & HB).
  apply (distance_of_cuts net hid th (Q2R q) set Hn NE HH).
  - rewrite <- HA. symmetry. apply parallel_crossing, O.
  - intros U NU NDU HU. rewrite <- (parallel_crossing net _ _ _ O). exact (HB U NU NDU HU).
Qed.
