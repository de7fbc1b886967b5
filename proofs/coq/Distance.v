(** The distance to the points where the Jacobian loses rank.

    The Jacobian loses rank exactly where some set of hidden nodes floats, so the squared distance
    from th to all such points (of every balance together) is the least sum of th^2 over the edges
    that cross a set. One set shows that it is at most that; for each hidden node v a signed flow of
    amount q that leaves v, stays below th^2 and ends only at the ground or at nodes named before
    shows that it is at least q: a set whose first named node is v has to let the whole flow out. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory Floating.

(** ** The statements: what a reader must trust *)

Definition squared_distance (net : network) (a b : point) : R :=
  sumL (fun i => (a i - b i) ^ 2) (map fst (enum net 1%positive)).

(** q is the squared distance of th from the set of degenerate points, and one of them has it *)
Definition distance_is (net : network) (hid : balance) (th : point) (q : R) : Prop :=
  (forall b, degenerate net hid b -> q <= squared_distance net th b) /\
  (exists b, degenerate net hid b /\ squared_distance net th b = q).

(** ** The checker *)

(** a signed flow from v: within the limits [xm], kept at every hidden node that is not done *)
Definition check_reach (cx : ctx) (xm : PM.t Q) (q : Q) (done : PM.t unit) (v : node)
    (f : list (eid * Q)) : bool :=
  match apply_diff (c_et cx) f (PM.empty _) (PM.empty _) with
  | Some (ym, bm) =>
      forallb (fun p => let y := get 0%Q (fst p) ym in let x := get 0%Q (fst p) xm in
                        Qle_bool y x && Qle_bool (Qopp x) y) f &&
      forallb (fun p => Qzero (snd p) || Pos.eqb (fst p) v || PM.mem (fst p) done
                        || negb (PM.mem (fst p) (c_ch cx))) (PM.elements bm) &&
      Qle_bool q (Qopp (get 0%Q v bm))
  | None => false
  end.

Fixpoint run_reach (cx : ctx) (xm : PM.t Q) (q : Q) (steps : list (node * list (eid * Q)))
    (done : PM.t unit) : option (PM.t unit) :=
  match steps with
  | nil => Some done
  | (v, f) :: st =>
      if PM.mem v (c_ch cx) && negb (PM.mem v done) && check_reach cx xm q done v f
      then run_reach cx xm q st (PM.add v tt done) else None
  end.

(** the sum of the point over the edges that cross the set is q *)
Definition check_crossing (cx : ctx) (xm : PM.t Q) (U : list node) (q : Q) : bool :=
  match U, mkset U, csum (c_ch cx) U with
  | _ :: _, Some m, Some _ =>
      let weight := fun a => sumQ (fun e => get 0%Q e xm) (crossing a m U) in
      Qeq_bool (Qplus' (weight (c_in cx)) (weight (c_out cx))) q
  | _, _, _ => false
  end.

Definition check_distance (net : network) (hid : balance) (point : list (eid * Q)) (set : list node)
    (reach : list (node * list (eid * Q))) (q : Q) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt point in
  nodup_hid hid && forallb (fun p => Qpos (snd p)) point && check_crossing cx xm set q &&
  match run_reach cx xm q reach (PM.empty _) with
  | Some done => forallb (fun vc => PM.mem (fst vc) done) hid
  | None => false
  end.

(** ** Sums over the edges that cross a set *)

Definition crossing_sum (net : network) (u : node -> bool) (x : point) : R :=
  esum net 1%positive (fun k s d => if Bool.eqb (u s) (u d) then 0 else x k).

Lemma esum_le_enum net F G :
  (forall k s d, In (k, (s, d)) (enum net 1%positive) -> F k s d <= G k s d) ->
  esum net 1%positive F <= esum net 1%positive G.
Proof.
  intros H. rewrite !esum_enum. apply sumL_le. intros [k [s d]] Hk. cbn [fst snd]. apply H, Hk.
Qed.

Lemma squared_distance_esum net a b :
  squared_distance net a b = esum net 1%positive (fun k _ _ => (a k - b k) ^ 2).
Proof. unfold squared_distance. rewrite sumL_map, esum_enum. reflexivity. Qed.

(** ** Cuts bound the distance from below and attain it *)

Lemma distance_below net hid th q : NoDup (map fst hid) ->
  (forall U, U <> nil -> NoDup U -> (forall v, In v U -> hidden hid v) ->
     q <= crossing_sum net (fun v => memb v U) (sq th)) ->
  forall b, degenerate net hid b -> q <= squared_distance net th b.
Proof.
  intros ND HQ b (J & HJ & y & (v & c & Hc & Hy) & HK).
  destruct (kernel_floats net hid b J y v c ND HJ HK Hc Hy) as (U & Hv & NU & Hh & HF).
  assert (NE : U <> nil) by (intros ->; contradiction).
  eapply Rle_trans; [exact (HQ U NE NU Hh)|]. rewrite squared_distance_esum.
  apply esum_le_enum. intros k s d Hk.
  destruct (Bool.eqb (memb s U) (memb d U)) eqn:E; [apply pow2_ge_0|].
  rewrite (HF k s d); [unfold sq; right; ring|now apply runs_enum|].
  apply (one_end U (fun w => memb w U)); [intros w; apply memb_In|].
  apply Bool.eqb_false_iff, E.
Qed.

(** the nearest point: the crossing edges made zero *)
Definition without (net : network) (u : node -> bool) (th : point) : point := fun i =>
  match PM.find i (etab net 1%positive) with
  | Some (s, d) => if Bool.eqb (u s) (u d) then th i else 0
  | None => th i
  end.

Lemma without_enum net u th k s d : In (k, (s, d)) (enum net 1%positive) ->
  without net u th k = if Bool.eqb (u s) (u d) then th k else 0.
Proof. intros H. unfold without. rewrite (etab_complete _ _ _ _ H). reflexivity. Qed.

Lemma distance_attained net hid th U : NoDup (map fst hid) -> U <> nil ->
  (forall v, In v U -> hidden hid v) ->
  degenerate net hid (without net (fun v => memb v U) th) /\
  squared_distance net th (without net (fun v => memb v U) th)
  = crossing_sum net (fun v => memb v U) (sq th).
Proof.
  intros ND NE Hh. split.
  - apply (floats_degenerate net hid _ U ND NE Hh). intros i s d Hr Hx. apply runs_enum in Hr.
    rewrite (without_enum net _ th i s d Hr).
    apply (one_end U (fun w => memb w U)) in Hx; [|intros w; apply memb_In].
    apply Bool.eqb_false_iff in Hx. rewrite Hx. reflexivity.
  - unfold crossing_sum. rewrite squared_distance_esum, !esum_enum.
    apply sumL_ext. intros [k [s d]] Hk. cbn [fst snd].
    rewrite (without_enum net _ th k s d Hk).
    destruct (Bool.eqb (memb s U) (memb d U)); unfold sq; ring.
Qed.

(** ** Soundness of the steps *)

Lemma crossing_sum_sound net m U (x : point) :
  NoDup U -> (forall v, PM.mem v m = true <-> In v U) ->
  crossing_sum net (fun v => memb v U) x
  = sumL x (crossing (fst (build net 1%positive)) m U) + sumL x (crossing (snd (build net
    1%positive)) m U).
Proof.
  intros ND Hm. set (u := fun v : positive => PM.mem v m).
  assert (E : forall a : adj, sumL x (crossing a m U)
          = sumL (fun v => sumL (fun p => if u (snd p) then 0 else x (fst p)) (get nil v a)) U).
  { intros a. unfold crossing. rewrite sumL_flat_map. apply sumL_ext. intros v _.
    rewrite sumL_map, sumL_filter. apply sumL_ext.
    intros [k w] _. unfold u; cbn [fst snd]. destruct (PM.mem w m); reflexivity. }
  rewrite !E.
  rewrite (build_in U u ND Hm net 1%positive (fun k w => if u w then 0 else x k)).
  rewrite (build_out U u ND Hm net 1%positive (fun k w => if u w then 0 else x k)).
  unfold crossing_sum. rewrite !esum_enum, <- sumL_plus. apply sumL_ext. intros [k [s d]] _.
    cbn [fst snd].
  assert (EU : forall v, memb v U = u v).
  { intros v. apply Bool.eq_true_iff_eq. rewrite memb_In. symmetry. apply Hm. }
  rewrite !EU. destruct (u s), (u d); cbn [Bool.eqb]; ring.
Qed.

Lemma check_crossing_sound net hid xm U q : check_crossing (mkctx net hid) xm U q = true ->
  U <> nil /\ (forall v, In v U -> hidden hid v) /\
  crossing_sum net (fun v => memb v U) (xf xm) = Q2R q.
Proof.
  unfold check_crossing. destruct U as [|v0 U']; [discriminate|]. set (U := v0 :: U').
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (c_ch (mkctx net hid)) U) as [c|] eqn:Ec; [|discriminate]. intros H.
  destruct (mkset_sound U m Em) as [ND Hm]. split; [discriminate|]. split.
  - intros v Hv. exact (csum_hid hid U c Ec v Hv).
  - rewrite (crossing_sum_sound net m U (xf xm) ND Hm).
    apply Qeq_bool_iff, Qeq_eqR in H. rewrite <- H, Q2R_plus', !Q2R_sumQ. reflexivity.
Qed.

(** a signed flow bounds the crossing edges of every set that contains its node and none done before
    *)
Lemma check_reach_sound net hid xm q done v f U : (forall i, 0 <= xf xm i) -> NoDup U ->
  check_reach (mkctx net hid) xm q done v f = true -> In v U ->
  (forall w, In w U -> hidden hid w /\ PM.mem w done = false) ->
  Q2R q <= crossing_sum net (fun w => memb w U) (xf xm).
Proof.
  intros HX ND. unfold check_reach. cbn [c_et c_ch mkctx].
  destruct (apply_diff (etab net 1%positive) f _ _) as [[ym bm]|] eqn:E; [|discriminate].
  intros H Hv HU. apply andb_prop in H. destruct H as [H HQ]. apply andb_prop in H.
    destruct H as [HL HE].
  destruct (apply_diff_sound net f _ _ _ _ E) as [A1 A2]. rewrite forallb_forall in HL, HE.
  assert (Z : forall k, xf (PM.empty Q) k = 0) by (intros k; unfold xf; rewrite get_empty;
    apply Q2R_0).
  assert (HB : forall w, bal w net 1%positive (xf ym) = xf bm w).
  { intros w. specialize (A1 w). rewrite Z in A1.
    rewrite (bal_ext_valid w net (xf (PM.empty Q)) (fun k => 0 * 0 + 0 * 0)) in A1
      by (intros k _; rewrite Z; ring).
    rewrite (bal_lin w net 1%positive (fun _ => 0) (fun _ => 0) 0 0) in A1. lra. }
  assert (HY : forall k, - xf xm k <= xf ym k <= xf xm k).
  { intros k. destruct (in_dec Pos.eq_dec k (map fst f)) as [I|I].
    - apply in_map_iff in I. destruct I as [p [<- Hp]]. specialize (HL p Hp). cbv zeta in HL.
      apply andb_prop in HL. destruct HL as [L1 L2].
      apply Qle_bool_iff, Qle_Rle in L1. apply Qle_bool_iff, Qle_Rle in L2. rewrite Q2R_opp in L2.
      unfold xf. lra.
    - unfold xf at 2 3. rewrite (A2 k I). fold (xf (PM.empty Q) k). rewrite Z. specialize (HX k).
      lra. }
  assert (HD : forall w, In w U -> bal w net 1%positive (xf ym) = if Pos.eqb v w then xf bm v else
    0).
  { intros w Hw. rewrite HB. destruct (Pos.eqb_spec v w) as [->|ne]; [reflexivity|].
    unfold xf, get. destruct (PM.find w bm) as [b|] eqn:Ef; [|apply Q2R_0].
    apply PM.elements_correct in Ef. specialize (HE _ Ef). cbn [fst snd] in HE.
    destruct (HU w Hw) as [[c Hc] Hn]. rewrite (chmap_complete hid w c Hc), Hn in HE.
    destruct (Pos.eqb_spec w v) as [->|_]; [congruence|]. cbn in HE.
      rewrite !Bool.orb_false_r in HE.
    apply Qzero_sound, HE. }
  set (u := fun w => memb w U).
  assert (Hu : forall w, u w = true <-> In w U) by (intros w; apply memb_In).
  pose proof (sum_bal U u ND Hu net 1%positive (xf ym)) as S.
  rewrite (sumL_ext _ _ U HD), (sumL_indic U u v (xf bm v) ND Hu) in S.
  rewrite (proj2 (Hu v) Hv) in S.
  apply Qle_bool_iff, Qle_Rle in HQ. rewrite Q2R_opp in HQ. fold (xf bm v) in HQ.
  assert (K : esum net 1%positive (fun k s d => (if u s then xf ym k else 0) - (if u d then xf ym k
    else 0))
              <= crossing_sum net u (xf xm)).
  { apply esum_le_enum. intros k s d _. specialize (HY k).
    destruct (u s), (u d); cbn [Bool.eqb]; lra. }
  rewrite esum_minus in S, K. lra.
Qed.

Lemma run_reach_sound net hid xm q steps : (forall i, 0 <= xf xm i) ->
  forall done done', run_reach (mkctx net hid) xm q steps done = Some done' ->
  forall U, NoDup U -> (forall w, In w U -> hidden hid w /\ PM.mem w done = false) ->
  (exists w, In w U /\ PM.mem w done' = true) ->
  Q2R q <= crossing_sum net (fun w => memb w U) (xf xm).
Proof.
  intros HX. induction steps as [|[v f] st IH]; cbn [run_reach]; intros done done' H U ND HU HW.
  - injection H as <-. destruct HW as [w [Hw K]]. destruct (HU w Hw). congruence.
  - destruct (_ && _ && _)%bool eqn:G in H; [|discriminate]. apply andb_prop in G.
    destruct G as [_ G].
    destruct (in_dec Pos.eq_dec v U) as [I|I].
    + exact (check_reach_sound net hid xm q done v f U HX ND G I HU).
    + apply (IH _ _ H U ND); [|exact HW]. intros w Hw. destruct (HU w Hw) as [H1 H2].
      split; [exact H1|]. rewrite mem_add, H2. destruct (Pos.eqb_spec v w) as [->|];
        [contradiction|reflexivity].
Qed.

Lemma positive_point l : forallb (fun p => Qpos (snd p)) l = true -> forall i, 0 <= xf (mkpt l) i.
Proof.
  intros H. apply mkpt_nonneg. rewrite forallb_forall in H |- *. intros p Hp.
  apply Qpos_nonneg, H, Hp.
Qed.

(** the set attains q, and no set stays below it *)
Lemma check_distance_cuts net hid point set reach q :
  check_distance net hid point set reach q = true ->
  NoDup (map fst hid) /\ set <> nil /\ (forall v, In v set -> hidden hid v) /\
  crossing_sum net (fun v => memb v set) (xf (mkpt point)) = Q2R q /\
  (forall U, U <> nil -> NoDup U -> (forall v, In v U -> hidden hid v) ->
     Q2R q <= crossing_sum net (fun v => memb v U) (xf (mkpt point))).
Proof.
  unfold check_distance. intros H. apply andb_prop in H. destruct H as [H HR].
  apply andb_prop in H. destruct H as [H HC]. apply andb_prop in H. destruct H as [Hn Hp].
  apply nodup_hid_sound in Hn. pose proof (positive_point _ Hp) as HX.
  destruct (run_reach _ _ _ _ _) as [done|] eqn:E; [|discriminate]. rewrite forallb_forall in HR.
  destruct (check_crossing_sound net hid _ set q HC) as (NE & Hh & HQ).
  split; [exact Hn|]. split; [exact NE|]. split; [exact Hh|]. split; [exact HQ|].
  intros U NU ND HU. apply (run_reach_sound net hid _ q reach HX _ _ E U ND).
  - intros w Hw. split; [apply HU, Hw|apply mem_empty].
  - destruct U as [|w U]; [contradiction|]. exists w. split; [now left|].
    destruct (HU w (or_introl eq_refl)) as [c Hc]. exact (HR (w, c) Hc).
Qed.

Lemma distance_of_cuts net hid th q set : NoDup (map fst hid) -> set <> nil ->
  (forall v, In v set -> hidden hid v) ->
  crossing_sum net (fun v => memb v set) (sq th) = q ->
  (forall U, U <> nil -> NoDup U -> (forall v, In v U -> hidden hid v) ->
     q <= crossing_sum net (fun v => memb v U) (sq th)) ->
  distance_is net hid th q.
Proof.
  intros ND NE HH HA HB. split; [exact (distance_below net hid th q ND HB)|].
  exists (without net (fun v => memb v set) th).
  destruct (distance_attained net hid th set ND NE HH) as [D1 D2]. split; [exact D1|].
  rewrite D2. exact HA.
Qed.

(** *** Theorem (D): the squared distance from any point with the given squares *)
Theorem check_distance_sound net hid point set reach q :
  check_distance net hid point set reach q = true ->
  forall th, (forall i, valid net i -> th i ^ 2 = xf (mkpt point) i) ->
  distance_is net hid th (Q2R q).
Proof.
  intros H th Hth. apply check_distance_cuts in H. destruct H as (Hn & NE & HH & HA & HB).
  assert (ES : forall u, crossing_sum net u (sq th) = crossing_sum net u (xf (mkpt point))).
  { intros u. unfold crossing_sum. rewrite !esum_enum. apply sumL_ext. intros [k [s d]] Hk.
    cbn [fst snd]. unfold sq. rewrite (Hth k (enum_valid _ _ _ Hk)). reflexivity. }
  apply (distance_of_cuts net hid th (Q2R q) set Hn NE HH).
  - rewrite ES. exact HA.
  - intros U NU NDU HU. rewrite ES. exact (HB U NU NDU HU).
Qed.

Corollary check_distance_signs net hid point set reach q s : issign s ->
  check_distance net hid point set reach q = true ->
  distance_is net hid (pt s (xf (mkpt point))) (Q2R q).
Proof.
  intros Hs H. apply (check_distance_sound net hid point set reach q H).
  intros i _. apply pt_sq; [exact Hs|]. apply positive_point.
  unfold check_distance in H. rewrite !Bool.andb_true_iff in H. tauto.
Qed.
