(** Where a set floats that does not always float, the variety is no differentiable submanifold.

    At a point of a differentiable submanifold the velocities of the curves through the point form a
    vector space. Let U float at a, and let b be a point of M(c) that is not zero on some edge that
    crosses U. Moving the squares from a to b gives a curve whose velocity on the crossing edges is
    b; changing the signs of b on the edges that leave U gives another one. Along any curve in M(c)
    the squares of the edges that enter U and of those that leave it have equal sums, so the
    velocities have this property too; the sum of the two velocities is 2 b on the edges that enter
    and 0 on those that leave: it is no velocity. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory Floating.

(** ** The statements: what a reader must trust *)

(** v is the velocity at time 0 of a curve in P that is at a then *)
Definition velocity (net : network) (P : point -> Prop) (a v : point) : Prop :=
  exists (g : R -> point) (eps : R), 0 < eps /\ (forall t, Rabs t < eps -> P (g t)) /\
  forall i, valid net i -> g 0 i = a i /\ derivable_pt_lim (fun t => g t i) 0 (v i).

(** the velocities at a are no vector space: a sum of two of them is none *)
Definition not_a_submanifold_at (net : network) (hid : balance) (a : point) : Prop :=
  exists v w, velocity net (M net hid) a v /\ velocity net (M net hid) a w /\
  ~ velocity net (M net hid) a (fun i => v i + w i).

(** ** The curve from a whose squares move towards those of b *)

Definition towards (a b : point) (t : R) : point := fun i =>
  if Req_EM_T (a i) 0 then t * b i
  else sgn a i * sqrt (a i ^ 2 + t ^ 2 * (b i ^ 2 - a i ^ 2)).

Definition start (a b : point) : point := fun i => if Req_EM_T (a i) 0 then b i else 0.

Lemma towards_sq a b t i : Rabs t < 1 -> towards a b t i ^ 2 = (1 - t ^ 2) * a i ^ 2 + t ^ 2 * b i ^
  2.
Proof.
  intros Ht. apply Rabs_def2 in Ht. unfold towards. destruct (Req_EM_T (a i) 0) as [->|ne]; [ring|].
  rewrite Rpow_mult_distr. assert (S : sgn a i ^ 2 = 1) by (destruct (sgn_sign a i) as [->| ->];
    ring).
  rewrite S, pow2_sqrt; [ring|].
  replace (a i ^ 2 + t ^ 2 * (b i ^ 2 - a i ^ 2)) with ((1 - t ^ 2) * a i ^ 2 + t ^ 2 * b i ^ 2) by
    ring.
  pose proof (pow2_ge_0 (a i)). pose proof (pow2_ge_0 (b i)). pose proof (pow2_ge_0 t).
  assert (0 <= 1 - t ^ 2) by nra.
  assert (0 <= (1 - t ^ 2) * a i ^ 2) by (apply Rmult_le_pos; assumption).
  assert (0 <= t ^ 2 * b i ^ 2) by (apply Rmult_le_pos; assumption). lra.
Qed.

Lemma towards_M net hid a b t : M net hid a -> M net hid b -> Rabs t < 1 -> M net hid (towards a b
  t).
Proof.
  intros Ha Hb Ht v c Hc.
  rewrite (bal_ext_valid v net _ (fun i => (1 - t ^ 2) * a i ^ 2 + t ^ 2 * b i ^ 2))
    by (intros; now apply towards_sq).
  rewrite bal_lin, (Ha v c Hc), (Hb v c Hc). ring.
Qed.

Lemma towards_start a b i : towards a b 0 i = a i.
Proof.
  unfold towards. destruct (Req_EM_T (a i) 0) as [->|ne]; [ring|].
  replace (a i ^ 2 + 0 ^ 2 * (b i ^ 2 - a i ^ 2)) with (sq a i) by (unfold sq; ring). apply pt_sgn.
Qed.

Lemma towards_derivative a b i : derivable_pt_lim (fun t => towards a b t i) 0 (start a b i).
Proof.
  unfold towards, start. destruct (Req_EM_T (a i) 0) as [E|ne].
  - intros e He. exists (mkposreal 1 Rlt_0_1). intros h Hh _.
    replace (((0 + h) * b i - 0 * b i) / h - b i) with 0 by (field; exact Hh).
    rewrite Rabs_R0. exact He.
  - set (f := fun t => a i ^ 2 + t ^ 2 * (b i ^ 2 - a i ^ 2)).
    assert (F0 : f 0 = a i ^ 2) by (unfold f; ring).
    assert (P : 0 < f 0) by (rewrite F0; replace (a i ^ 2) with (Rsqr (a i)) by (unfold Rsqr;
      ring); apply Rsqr_pos_lt, ne).
    assert (D : derivable_pt_lim f 0 (0 + (INR 2 * 0 ^ 1) * (b i ^ 2 - a i ^ 2))).
    { apply (derivable_pt_lim_plus (fun _ => a i ^ 2) (fun t => t ^ 2 * (b i ^ 2 - a i ^ 2))).
      - apply derivable_pt_lim_const.
      - intros e He. destruct (derivable_pt_lim_scal (fun t => t ^ 2) (b i ^ 2 - a i ^ 2) 0 _
          (derivable_pt_lim_pow 0 2) e He) as [del K]. exists del. intros h Hh Hd.
        specialize (K h Hh Hd). unfold mult_real_fct in K.
        rewrite (Rmult_comm (INR 2 * 0 ^ 1)), !(Rmult_comm (_ ^ 2)). exact K. }
    pose proof (derivable_pt_lim_comp f sqrt 0 _ _ D (derivable_pt_lim_sqrt (f 0) P)) as C.
    pose proof (derivable_pt_lim_scal _ (sgn a i) 0 _ C) as S.
    replace (sgn a i * (/ (2 * sqrt (f 0)) * (0 + INR 2 * 0 ^ 1 * (b i ^ 2 - a i ^ 2)))) with 0 in S
      by ring.
    exact S.
Qed.

Lemma start_velocity net hid a b : M net hid a -> M net hid b -> velocity net (M net hid) a (start a
  b).
Proof.
  intros Ha Hb. exists (towards a b), 1. split; [lra|]. split; [intros t Ht; now apply towards_M|].
  intros i _. split; [apply towards_start|apply towards_derivative].
Qed.

(** ** What velocities at a have in common *)

Definition nonzero (h : R) : Prop := h <> 0.

Lemma sum_limit {A} (F : A -> R -> R) (L : A -> R) l :
  (forall p, In p l -> limit1_in (F p) nonzero (L p) 0) ->
  limit1_in (fun h => sumL (fun p => F p h) l) nonzero (sumL L l) 0.
Proof.
  induction l as [|p l IH]; cbn [sumL]; intros H; [apply (limit_free (fun _ => 0) nonzero 0 0)|].
  apply (limit_plus (F p) (fun h => sumL (fun q => F q h) l)); [apply H; now left|].
  apply IH. intros q Hq. apply H. now right.
Qed.

Lemma limit_near f g l eps : 0 < eps -> (forall h, h <> 0 -> Rabs h < eps -> f h = g h) ->
  limit1_in f nonzero l 0 -> limit1_in g nonzero l 0.
Proof.
  intros He E H e1 H1. destruct (H e1 H1) as [d [Hd K]]. exists (Rmin d eps).
  split; [apply Rmin_glb_lt; assumption|]. intros h [N D]. cbn in D, K |- *. unfold R_dist in *.
  rewrite Rminus_0_r in D. rewrite <- E; [apply K| |].
  - split; [exact N|]. rewrite Rminus_0_r. exact (Rlt_le_trans _ _ _ D (Rmin_l _ _)).
  - exact N.
  - exact (Rlt_le_trans _ _ _ D (Rmin_r _ _)).
Qed.

Lemma limit_zero_unique l : limit1_in (fun _ => 0) nonzero l 0 -> l = 0.
Proof.
  intros H. apply (single_limit (fun _ => 0) nonzero l 0 0);
    [|exact H|apply (limit_free (fun _ => 0) nonzero 0 0)].
  intros e He. exists (e / 2). split; [unfold nonzero; lra|]. unfold R_dist.
    rewrite Rminus_0_r, Rabs_right; lra.
Qed.

Lemma derivative_limit f w : derivable_pt_lim f 0 w -> f 0 = 0 -> limit1_in (fun h => f h / h)
  nonzero w 0.
Proof.
  intros D Z e He. destruct (D e He) as [del K]. exists del. split; [apply cond_pos|].
  intros h [N L]. cbn in L |- *. unfold R_dist in *. rewrite Rminus_0_r in L. specialize (K h N L).
  rewrite Rplus_0_l, Z, Rminus_0_r in K. exact K.
Qed.

(** +1 on the edges that enter the set, -1 on those that leave it *)
Definition side (u : node -> bool) (s d : node) : R :=
  if u d then (if u s then 0 else 1) else (if u s then -1 else 0).

Definition across (net : network) (u : node -> bool) (x : point) : R :=
  sumL (fun p => side u (fst (snd p)) (snd (snd p)) * x (fst p)) (enum net 1%positive).

Lemma across_bal net U u x : NoDup U -> (forall v, u v = true <-> In v U) ->
  across net u x = sumL (fun v => bal v net 1%positive x) U.
Proof.
  intros ND Hu. rewrite (sum_bal U u ND Hu), esum_enum. apply sumL_ext. intros [k [s d]] _.
    cbn [fst snd].
  unfold side. destruct (u s), (u d); ring.
Qed.

Section Floating.
Variables (net : network) (hid : balance) (a : point) (U : list node) (u : node -> bool).
Hypothesis HU : forall v, u v = true <-> In v U.
Hypothesis HD : NoDup U.
Hypothesis HH : forall v, In v U -> hidden hid v.
Hypothesis HF : floats net a U.
Hypothesis HM : M net hid a.

Lemma floats_across (x : point) : M net hid x -> across net u (sq x) = 0.
Proof.
  intros HX. rewrite (across_bal net U u _ HD HU).
  transitivity (across net u (sq a)).
  - rewrite (across_bal net U u _ HD HU). apply sumL_ext. intros v Hv. destruct (HH v Hv) as [c Hc].
    etransitivity; [exact (HX v c Hc)|]. symmetry. exact (HM v c Hc).
  - apply sum_zero. intros [k [s d]] Hk. cbn [fst snd].
    destruct (Bool.bool_dec (u s) (u d)) as [E|ne].
    + unfold side. rewrite E. destruct (u d); ring.
    + apply (one_end U u s d HU) in ne. apply runs_enum in Hk. unfold sq. rewrite (HF k s d Hk ne).
      ring.
Qed.

Lemma velocity_across v : velocity net (M net hid) a v -> across net u (sq v) = 0.
Proof.
  intros (g & eps & He & Hg & Hd). apply limit_zero_unique.
  apply (limit_near (fun h => across net u (fun k => (g h k / h) ^ 2)) _ _ eps He).
  - intros h Nh Lh. transitivity (/ h ^ 2 * across net u (sq (g h))).
    + unfold across. rewrite <- sumL_scal. apply sumL_ext. intros [k [s d]] _. cbn [fst snd].
      unfold sq.
      field. exact Nh.
    + rewrite (floats_across (g h) (Hg h Lh)). ring.
  - apply (sum_limit (fun p h => side u (fst (snd p)) (snd (snd p)) * (g h (fst p) / h) ^ 2)).
    intros [k [s d]] Hk. cbn [fst snd].
    destruct (Bool.bool_dec (u s) (u d)) as [E|ne].
    + assert (Z : side u s d = 0) by (unfold side; rewrite E; destruct (u d); reflexivity).
      apply (limit_near (fun _ => 0) _ _ 1 Rlt_0_1); [intros; rewrite Z; ring|].
      rewrite Z, Rmult_0_l. apply (limit_free (fun _ => 0) nonzero 0 0).
    + apply (one_end U u s d HU) in ne. apply runs_enum in Hk.
      destruct (Hd k (runs_valid _ _ _ _ Hk)) as [G0 G1].
      pose proof (derivative_limit (fun t => g t k) (v k) G1) as L. cbv beta in L.
      rewrite G0 in L. specialize (L (HF k s d Hk ne)).
      apply limit_mul; [apply (limit_free (fun _ => side u s d) nonzero 0 0)|].
      unfold sq. cbn [pow]. apply limit_mul; [exact L|]. apply limit_mul; [exact L|].
      apply (limit_free (fun _ => 1) nonzero 0 0).
Qed.

(** b with the signs changed on the edges that leave the set *)
Definition leaving_flipped (b : point) : point := fun i =>
  match PM.find i (etab net 1%positive) with
  | Some (s, d) => if u s && negb (u d) then - b i else b i
  | None => b i
  end.

Lemma leaving_flipped_M b : M net hid b -> M net hid (leaving_flipped b).
Proof.
  intros H v c Hc. rewrite <- (H v c Hc). apply bal_ext_valid. intros i _. unfold leaving_flipped.
  destruct (PM.find i (etab net 1%positive)) as [[s d]|]; [|reflexivity].
  destruct (u s && negb (u d)); ring.
Qed.

(** *** No submanifold at a *)
Theorem floating_not_a_submanifold b e s d : M net hid b -> runs net e s d -> u s <> u d -> b e <> 0
  ->
  not_a_submanifold_at net hid a.
Proof.
  intros HB He Hx Hb. exists (start a b), (start a (leaving_flipped b)).
  split; [now apply start_velocity|]. split; [apply start_velocity;
    [exact HM|now apply leaving_flipped_M]|].
  intros V. apply velocity_across in V. pose proof (floats_across b HB) as B.
  set (enter := fun p : eid * (node * node) =>
                  if u (snd (snd p)) && negb (u (fst (snd p))) then b (fst p) ^ 2 else 0).
  set (leave := fun p : eid * (node * node) =>
                  if u (fst (snd p)) && negb (u (snd (snd p))) then b (fst p) ^ 2 else 0).
  assert (EV : across net u (sq (fun i => start a b i + start a (leaving_flipped b) i))
               = 4 * sumL enter (enum net 1%positive)).
  { unfold across. rewrite <- sumL_scal. apply sumL_ext. intros [k [s1 d1]] Hk. unfold enter.
    cbn [fst snd].
    destruct (Bool.bool_dec (u s1) (u d1)) as [E|ne].
    - unfold side. rewrite E. destruct (u d1); cbn; ring.
    - assert (Z : a k = 0).
      { apply (HF k s1 d1); [now apply runs_enum|]. now apply (one_end U u s1 d1 HU). }
      assert (L : leaving_flipped b k = if u s1 && negb (u d1) then - b k else b k).
      { unfold leaving_flipped. rewrite (etab_complete _ _ _ _ Hk). reflexivity. }
      unfold sq, start, side. rewrite L. destruct (Req_EM_T (a k) 0) as [_|]; [|contradiction].
      destruct (u s1), (u d1); cbn [negb andb]; try congruence; ring. }
  assert (EB : across net u (sq b) = sumL enter (enum net 1%positive) - sumL leave (enum net
    1%positive)).
  { unfold across. rewrite <- sumL_minus. apply sumL_ext. intros [k [s1 d1]] _.
    unfold enter, leave, sq, side. cbn [fst snd]. destruct (u s1), (u d1); cbn [negb andb]; ring. }
  assert (HE : forall p, In p (enum net 1%positive) -> 0 <= enter p)
    by (intros p _; unfold enter; destruct (_ && _)%bool; [apply pow2_ge_0|lra]).
  assert (HL : forall p, In p (enum net 1%positive) -> 0 <= leave p)
    by (intros p _; unfold leave; destruct (_ && _)%bool; [apply pow2_ge_0|lra]).
  pose proof (sum_zero_each enter _ HE ltac:(lra)) as ZE.
  pose proof (sum_zero_each leave _ HL ltac:(lra)) as ZL.
  apply runs_enum in He. specialize (ZE _ He). specialize (ZL _ He). unfold enter, leave in ZE, ZL.
  cbn [fst snd] in ZE, ZL. apply Hb, (sq_zero b e). unfold sq.
  destruct (u s), (u d); cbn [negb andb] in ZE, ZL; try congruence; assumption.
Qed.
End Floating.

(** ** As a checker: a point where the set floats and a flow that is positive on an edge across the
    set *)

Definition check_corner (net : network) (hid : balance) (point : list (eid * Q)) (set : list node)
    (other : list (eid * Q)) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt other in
  check_singular_point net hid point set && check_base cx hid other &&
  match mkset set with
  | Some m => existsb (fun p => xorb (PM.mem (fst (snd p)) m) (PM.mem (snd (snd p)) m)
                                && negb (Qzero (get 0%Q (fst p) xm))) (enum net 1%positive)
  | None => false
  end.

Theorem check_corner_sound net hid point set other s : issign s ->
  check_corner net hid point set other = true ->
  not_a_submanifold_at net hid (pt s (xf (mkpt point))).
Proof.
  intros Hs. unfold check_corner. rewrite !Bool.andb_true_iff. intros [[H HO] HX].
  pose proof (check_singular_point_sound net hid point set s Hs H) as [HM _].
  apply check_base_sound in HO. unfold check_singular_point in H. rewrite !Bool.andb_true_iff in H.
  destruct H as [[Hn Hb] H]. apply check_base_sound in Hb.
  destruct set as [|v0 U']; [discriminate|]. set (U := v0 :: U') in *.
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (c_ch (mkctx net hid)) U) as [c|] eqn:Ec; [|discriminate].
  destruct (mkset_sound U m Em) as [ND Hm].
  apply existsb_exists in HX. destruct HX as [[e [a d]] [He HX]]. cbn [fst snd] in HX.
  apply andb_prop in HX. destruct HX as [X1 X2]. apply Bool.negb_true_iff, Qzero_false in X2.
  apply (floating_not_a_submanifold net hid _ U (fun v => PM.mem v m) Hm ND) with
    (b := pt one (xf (mkpt other))) (e := e) (s := a) (d := d).
  - exact (csum_hid hid U c Ec).
  - intros i s' d' Hr Hx. apply (one_end U _ s' d' Hm) in Hx. apply runs_enum in Hr.
    pose proof (forall_edges_sound _ _ _ H _ Hr) as K. cbn [fst snd] in K.
    apply Bool.orb_true_iff in K. destruct K as [K|K].
    + apply Bool.eqb_prop in K. contradiction.
    + apply pt_zero; [exact Hs|apply Hb|]. apply Qzero_sound, K.
  - exact HM.
  - apply pt_M; [apply one_sign|exact HO].
  - now apply runs_enum.
  - intros E. rewrite E, Bool.xorb_nilpotent in X1. discriminate.
  - intros Z. apply X2. apply pt_zero in Z; [exact Z|apply one_sign|apply HO].
Qed.
