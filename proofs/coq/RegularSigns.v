(** The components of the regular part are told apart by signs.

    If some edges vanish at no regular point and each other edge vanishes at one, then every regular
    point is joined to one with prescribed squares, the same signs on the first edges and the sign
    plus on all others; and points with different signs on the first edges are not joined. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory RegularPoints.

Section Signs.
Context (net : network) (hid : balance) (x : point) (nonzero : PM.t Q).
Context (distinct : NoDup (map fst hid)).
Context (interior : Reg net hid x).
Context (are_edges : forall e, PM.mem e nonzero = true -> valid net e).
Context (never_zero : forall e, PM.mem e nonzero = true ->
  forall th, regular_at net hid th -> th e <> 0).
Context (once_zero : forall e, valid net e -> PM.mem e nonzero = false ->
  exists y, Reg net hid y /\ y e = 0).

Let free : list eid := filter (fun i => negb (PM.mem i nonzero)) (map fst (enum net 1%positive)).

Lemma free_spec i : valid net i -> existsb (Pos.eqb i) free = negb (PM.mem i nonzero).
Proof.
  intros Hi. apply Bool.eq_true_iff_eq. rewrite existsb_exists. unfold free. split.
  - intros [j [Hj Ej]]. apply Pos.eqb_eq in Ej. subst j. apply filter_In in Hj. tauto.
  - intros Hn. exists i. split; [|apply Pos.eqb_refl]. apply filter_In. split; [|exact Hn].
    destruct (valid_enum net i Hi) as [p Hp]. apply in_map_iff. exists (i, p). auto.
Qed.

(** the normal form of a regular point *)
Lemma joined_normal th r : regular_at net hid th ->
  (forall e, PM.mem e nonzero = true -> r e = sgn th e) ->
  (forall e, PM.mem e nonzero = false -> r e = 1) ->
  joined net (regular_at net hid) th (pt r x).
Proof.
  intros HR H1 H2. set (s := sgn th). assert (Hs : issign s) by apply sgn_sign.
  assert (HL : forall e, In e free -> exists y, Reg net hid y /\ y e = 0).
  { intros e He. apply filter_In in He. destruct He as [He Hn].
    apply in_map_iff in He. destruct He as [[j p] [<- Hp]].
    apply once_zero; [eapply enum_valid; eauto|]. now apply Bool.negb_true_iff. }
  apply (joined_trans net _ _ (pt s x)); [apply regular_ext, distinct| |].
  - apply (joined_ext net _ (pt s (sq th)) _ (pt s x)); [intros i _; apply pt_sgn|reflexivity|].
    apply move_regular; [exact distinct|exact Hs|apply regular_Reg; assumption|exact interior].
  - apply (joined_ext net _ (pt s x) _ (pt (clear s free) x));
      [reflexivity| |apply free_edges_regular; assumption].
    intros i Hi. unfold pt. f_equal. unfold clear. rewrite (free_spec i Hi).
    destruct (PM.mem i nonzero) eqn:Em; simpl; symmetry; auto.
Qed.

(** *** Theorem: as many components as choices of signs *)
Theorem regular_components_by_signs :
  components net (regular_at net hid) (2 ^ N.of_nat (length (PM.elements nonzero))).
Proof.
  exists (map (fun s => pt s x) (signs (keys nonzero))). split; [|split; [|split]].
  - rewrite map_length, signs_length. unfold keys. now rewrite map_length.
  - intros a Ha. apply in_map_iff in Ha. destruct Ha as [s [<- Hs]].
    apply pt_regular; [exact distinct|eapply signs_sign; eauto|exact interior].
  - apply FOP_map. generalize (signs_distinct _ (keys_nodup nonzero)). apply FOP_impl.
    intros s r Hs Hr [e [He K]]. apply keys_spec in He.
    apply (sign_apart net _ e); [apply are_edges, He|apply never_zero, He|].
    assert (Ms : regular_at net hid (pt s x))
      by (apply pt_regular; [exact distinct|eapply signs_sign; eauto|exact interior]).
    pose proof (never_zero e He _ Ms) as Hnz. unfold pt in *.
    assert (S : 0 < sqrt (x e)).
    { destruct (sqrt_pos (x e)) as [S|S]; [exact S|]. exfalso. apply Hnz. rewrite <- S. ring. }
    replace (s e * sqrt (x e) * (r e * sqrt (x e))) with
      ((s e * r e) * (sqrt (x e) * sqrt (x e))) by ring.
    assert (0 < sqrt (x e) * sqrt (x e)) by (apply Rmult_lt_0_compat; exact S). nra.
  - intros th HR. destruct (signs_all (keys nonzero) (sgn th) (sgn_sign th)) as [r [Hr Kr]].
    exists (pt r x). split; [apply in_map_iff; exists r; auto|]. apply joined_normal; [exact HR| |].
    + intros e He. apply Kr, keys_spec, He.
    + intros e He. eapply signs_off; [exact Hr|]. intros K. apply keys_spec in K. congruence.
Qed.

(** *** Theorem: a component is a choice of signs *)
Theorem regular_joined_by_signs a b : regular_at net hid a -> regular_at net hid b ->
  joined net (regular_at net hid) a b <->
  (forall e, PM.mem e nonzero = true -> 0 < a e * b e).
Proof.
  intros Ha Hb. split.
  - intros HJ e He. destruct (Rlt_dec 0 (a e * b e)) as [H|H]; [exact H|]. exfalso. revert HJ.
    apply (not_joined net _ e); [apply are_edges, He|apply never_zero, He|lra].
  - intros H. set (r := fun e => if PM.mem e nonzero then sgn a e else 1).
    assert (R : forall e, PM.mem e nonzero = false -> r e = 1)
      by (intros e He; unfold r; now rewrite He).
    apply (joined_trans net _ _ (pt r x)); [apply regular_ext, distinct| |apply joined_sym];
      apply joined_normal; try assumption; intros e He; unfold r; rewrite He; [reflexivity|].
    specialize (H e He). unfold sgn. destruct (Rle_dec 0 (a e)), (Rle_dec 0 (b e)); auto; nra.
Qed.

Theorem regular_signs_occur (s : point) : issign s ->
  exists a, regular_at net hid a /\ forall e, PM.mem e nonzero = true -> 0 < s e * a e.
Proof.
  intros Hs. assert (HR : regular_at net hid (pt s x)) by (apply pt_regular; assumption).
  exists (pt s x). split; [exact HR|]. intros e He. pose proof (never_zero e He _ HR) as Hz.
  unfold pt in *. pose proof (sqrt_pos (x e)) as P.
  assert (S : 0 < sqrt (x e)).
  { destruct P as [P|P]; [exact P|]. exfalso. apply Hz. rewrite <- P. ring. }
  destruct (Hs e) as [-> | ->]; lra.
Qed.
End Signs.
