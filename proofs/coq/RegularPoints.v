(** Regular points and the moves between them.

    A point is regular exactly if its nonzero edges join every node to the ground ([connects]). This
    holds along the segment between two regular points short of its end, because no edge that is
    nonzero at the start vanishes before; so regular points with equal signs are joined inside the
    regular part, and a sign may be changed there if the edge vanishes at some regular point. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory.

(** the nodes that are not hidden, all of them together, are the ground *)
Definition ground (hid : balance) (w : node) : Prop := PM.mem w (chmap hid) = false.

(** Y is constant on the parts into which the nonzero edges of x connect the nodes *)
Definition constant_along (net : network) (x : point) (Y : node -> R) : Prop :=
  forall i s d, In (i, (s, d)) (enum net 1%positive) -> x i <> 0 -> Y d = Y s.

Definition grounded (hid : balance) (Y : node -> R) : Prop := forall w, ground hid w -> Y w = 0.

(** the nonzero edges of x join every hidden node to the ground *)
Definition connects (net : network) (hid : balance) (x : point) : Prop :=
  forall Y, grounded hid Y -> constant_along net x Y -> forall w, Y w = 0.

Lemma hidden_spec hid w : PM.mem w (chmap hid) = true <-> In w (map fst hid).
Proof.
  split.
  - rewrite PM.mem_find. destruct (PM.find w (chmap hid)) as [c|] eqn:E; [|discriminate]. intros _.
    apply chmap_sound in E. apply in_map_iff. exists (w, c). auto.
  - intros H. apply in_map_iff in H. destruct H as [[v c] [E H]]. simpl in E. subst v.
    eapply chmap_complete, H.
Qed.

Lemma existsb_hidden hid w : existsb (Pos.eqb w) (map fst hid) = PM.mem w (chmap hid).
Proof.
  apply Bool.eq_true_iff_eq. rewrite hidden_spec, existsb_exists. split.
  - intros [v [Hv E]]. apply Pos.eqb_eq in E. now subst v.
  - intros H. exists w. split; [exact H|apply Pos.eqb_refl].
Qed.

(** the derivatives determine the Jacobian *)
Lemma jacobian_unique net hid th J : is_jacobian net hid th J ->
  forall v c, In (v, c) hid -> forall i, valid net i -> J v i = jac net th v i.
Proof.
  intros HJ v c Hc i Hi. eapply uniqueness_limite; [exact (HJ v c Hc i Hi)|].
  exact (jac_ok net hid th v c Hc i Hi).
Qed.

Lemma regular_connects net hid th : NoDup (map fst hid) -> regular_at net hid th ->
  M net hid th /\ connects net hid (sq th).
Proof.
  intros ND [HM [J [HJ HK]]]. split; [exact HM|]. intros Y HG HC w.
  destruct (PM.mem w (chmap hid)) eqn:E; [|apply HG, E].
  apply hidden_spec, in_map_iff in E. destruct E as [[v c] [Ev Hc]]. simpl in Ev. subst v.
  apply (HK Y) with (c := c); [|exact Hc].
  intros i Hi. destruct (valid_enum net i Hi) as [[s d] He].
  transitivity (sumL (fun vc => Y (fst vc) * jac net th (fst vc) i) hid).
  - apply sumL_ext. intros [v q] Hv. cbn [fst].
    now rewrite (jacobian_unique _ _ _ _ HJ v q Hv i Hi).
  - pose proof (kernel_sum net hid th Y i s d ND He) as K. cbv zeta in K.
    etransitivity; [exact K|]. clear K.
    assert (W : forall u, (if existsb (Pos.eqb u) (map fst hid) then Y u else 0) = Y u).
    { intros u. rewrite existsb_hidden. destruct (PM.mem u (chmap hid)) eqn:Eu; [reflexivity|].
      symmetry. apply HG, Eu. }
    etransitivity; [exact (f_equal2 (fun p r => 2 * th i * (p - r)) (W d) (W s))|]. cbv beta.
    destruct (Req_dec (th i) 0) as [Z|Z]; [rewrite Z; ring|].
    rewrite (HC i s d He); [ring|]. unfold sq. intros K. apply Z. nra.
Qed.

Lemma connects_regular net hid th : NoDup (map fst hid) -> M net hid th ->
  connects net hid (sq th) -> regular_at net hid th.
Proof.
  intros ND HM HC. split; [exact HM|]. exists (jac net th). split; [apply jac_ok|].
  intros y Hy v c Hc.
  set (Y := fun w => if existsb (Pos.eqb w) (map fst hid) then y w else 0).
  assert (HYv : Y v = y v).
  { unfold Y. rewrite existsb_hidden, (chmap_complete hid v c Hc). reflexivity. }
  rewrite <- HYv. apply HC.
  - intros w Hw. unfold Y. rewrite existsb_hidden. red in Hw. now rewrite Hw.
  - intros i s d He Hx. pose proof (kernel_sum net hid th y i s d ND He) as K. cbv zeta in K.
    rewrite (Hy i (enum_valid _ _ _ He)) in K. fold (Y d) (Y s) in K.
    assert (Hp : th i <> 0) by (intros Z; apply Hx; unfold sq; rewrite Z; ring).
    apply Rmult_eq_reg_l with (2 * th i); [lra|]. intros Z. apply Hp. lra.
Qed.

(** ** regular flows *)

(** a flow whose points are regular *)
Definition Reg (net : network) (hid : balance) (x : point) : Prop :=
  Pol net hid x /\ connects net hid x.

Lemma connects_support net hid x y : (forall i, valid net i -> x i <> 0 -> y i <> 0) ->
  connects net hid x -> connects net hid y.
Proof.
  intros H HX Y HG HC. apply HX; [exact HG|]. intros i s d He Hx. apply (HC i s d He).
  apply H; [eapply enum_valid; eauto|exact Hx].
Qed.

Lemma pt_regular net hid s x : NoDup (map fst hid) -> issign s -> Reg net hid x ->
  regular_at net hid (pt s x).
Proof.
  intros ND Hs [HP HC]. apply connects_regular; [exact ND|apply pt_M; assumption|].
  revert HC. apply connects_support. intros i _ Hx. unfold sq.
  now rewrite (pt_sq s x i Hs (proj1 HP i)).
Qed.

Lemma regular_Reg net hid th : NoDup (map fst hid) -> regular_at net hid th -> Reg net hid (sq th).
Proof.
  intros ND H. destruct (regular_connects net hid th ND H) as [HM HC].
  split; [apply M_Pol, HM|exact HC].
Qed.

Lemma regular_ext net hid : NoDup (map fst hid) -> ext_prop net (regular_at net hid).
Proof.
  intros ND a b H Ha. destruct (regular_connects net hid a ND Ha) as [HM HC].
  apply connects_regular; [exact ND|eapply M_ext; eauto|]. revert HC. apply connects_support.
  intros i Hi. unfold sq. now rewrite (H i Hi).
Qed.

Lemma segment_Reg net hid x y t : 0 <= t <= 1 -> Reg net hid x -> Reg net hid y ->
  Reg net hid (fun i => (y i - x i) * t + x i).
Proof.
  intros Ht [[X1 X2] XC] [[Y1 Y2] YC]. split; [split|].
  - intros i. specialize (X1 i). specialize (Y1 i). nra.
  - intros v c Hc. transitivity (bal v net 1%positive (fun k => t * y k + (1 - t) * x k)).
    + apply bal_ext_valid. intros k _. ring.
    + rewrite bal_lin, (X2 v c Hc), (Y2 v c Hc). ring.
  - destruct (Req_dec t 1) as [->|ne].
    + revert YC. apply connects_support. intros i _ Hy K. apply Hy. lra.
    + revert XC. apply connects_support. intros i _ Hx. specialize (X1 i). specialize (Y1 i).
      assert (0 < (1 - t) * x i) by (apply Rmult_lt_0_compat; lra).
      assert (0 <= t * y i) by (apply Rmult_le_pos; lra). lra.
Qed.

(** regular points with the same signs are joined by regular points *)
Lemma move_regular net hid s x y : NoDup (map fst hid) -> issign s -> Reg net hid x ->
  Reg net hid y ->
  joined net (regular_at net hid) (pt s x) (pt s y).
Proof.
  intros ND Hs HX HY.
  exists (fun t => pt s (fun i => (y i - x i) * t + x i)). split; [|split].
  - intros i _. apply (cont01_sqrt (fun t => (y i - x i) * t + x i)); [apply continuity_lin|].
    intros t Ht. apply (segment_Reg net hid x y t Ht HX HY).
  - intros t Ht. apply pt_regular; [exact ND|exact Hs|]. now apply segment_Reg.
  - intros i _. unfold pt. split; f_equal; f_equal; ring.
Qed.

(** the sign of an edge that vanishes at a regular point may be changed *)
Lemma free_edge_regular net hid s r x y e : NoDup (map fst hid) -> issign s -> (r = 1 \/ r = -1) ->
  Reg net hid x -> Reg net hid y -> y e = 0 ->
  joined net (regular_at net hid) (pt s x) (pt (upd s e r) x).
Proof.
  intros ND Hs Hr Hx Hy He.
  apply (joined_trans net _ _ (pt s y)); [apply regular_ext, ND|apply move_regular; assumption|].
  apply (joined_ext net _ (pt (upd s e r) y) (pt s y) (pt (upd s e r) x) (pt (upd s e r) x)).
  - intros i _. unfold pt, upd. destruct (Pos.eqb_spec i e) as [->|ne]; [|reflexivity].
    rewrite He, sqrt_0. ring.
  - reflexivity.
  - apply move_regular; auto. apply upd_sign; assumption.
Qed.

Lemma free_edges_regular net hid s x L : NoDup (map fst hid) -> issign s -> Reg net hid x ->
  (forall e, In e L -> exists y, Reg net hid y /\ y e = 0) ->
  joined net (regular_at net hid) (pt s x) (pt (clear s L) x).
Proof.
  intros ND Hs Hx. induction L as [|e L IH]; intros H.
  - apply (joined_ext net _ (pt s x) _ (pt s x)); [reflexivity|reflexivity|].
    apply joined_refl, pt_regular; assumption.
  - apply (joined_trans net _ _ (pt (clear s L) x));
      [apply regular_ext, ND|apply IH; intros k Hk; apply H; now right|].
    destruct (H e (or_introl eq_refl)) as [y [Hy He]].
    apply (joined_ext net _ (pt (clear s L) x) _ (pt (upd (clear s L) e 1) x)); [reflexivity| |].
    + intros i _. unfold pt, upd, clear. simpl. destruct (Pos.eqb_spec i e) as [->|ne]; reflexivity.
    + apply (free_edge_regular net hid _ _ x y); auto. apply clear_sign, Hs.
Qed.
