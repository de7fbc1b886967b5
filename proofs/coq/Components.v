(** Counting the components. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.
From Isthmus Require Import Cuts.
From Isthmus Require Import Points.
From Isthmus Require Import Topology.
From Isthmus Require Import Paths.
From Isthmus Require Import Signs.
From Isthmus Require Import Differences.
From Isthmus Require Import Bypass.

Theorem check_disconnected_sound net hid base locks : check_disconnected net hid base locks = true ->
  disconnected net (M net hid) /\
  exists a b, M net hid a /\ M net hid b /\ ~ joined net (M net hid) a b.
Proof.
  unfold check_disconnected. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  assert (X : exists e q, PM.find e lb = Some q).
  { destruct (PM.elements lb) as [|[e q] l] eqn:El.
    - exfalso. assert (K : PM.Empty lb).
      { intros k q Hk. apply PM.elements_correct in Hk. rewrite El in Hk. contradiction. }
      apply PM.is_empty_1 in K. rewrite K in H. discriminate.
    - exists e, q. apply PM.elements_complete. rewrite El. now left. }
  destruct X as [e [q Eq]].
  assert (He : valid net e) by (apply H1; rewrite PM.mem_find, Eq; reflexivity).
  assert (Hnz : forall th, M net hid th -> th e <> 0).
  { intros th HM K. destruct (H2 th HM e q Eq) as [Q1 Q2]. unfold sq in Q2. rewrite K in Q2. simpl in Q2. lra. }
  set (x := xf (mkpt base)) in *. set (sm := upd one e (-1)).
  assert (Sm : issign sm) by (apply upd_sign; [apply one_sign|now right]).
  assert (Ma : M net hid (pt one x)) by (apply pt_M; [apply one_sign|exact Hb]).
  assert (Mb : M net hid (pt sm x)) by (apply pt_M; [exact Sm|exact Hb]).
  assert (Pa : 0 < pt one x e).
  { pose proof (Hnz _ Ma) as K. unfold pt, one in *. pose proof (sqrt_pos (x e)). lra. }
  assert (Pb : pt sm x e < 0).
  { unfold pt, one, sm, upd in *. rewrite Pos.eqb_refl. lra. }
  split.
  - exists (fun th => 0 < th e), (fun th => th e < 0).
    split; [apply open_pos, He|]. split; [apply open_neg, He|]. split; [|split; [intros; lra|split; eauto]].
    intros a Ha. specialize (Hnz a Ha). lra.
  - exists (pt one x), (pt sm x). split; [exact Ma|]. split; [exact Mb|].
    apply (not_joined net _ e _ _ He Hnz). nra.
Qed.

(** *** Theorem (C>=): at least 2^k components *)
Theorem check_ge_sound net hid base locks k : check_ge net hid base locks k = true ->
  components_ge net (M net hid) (2 ^ k).
Proof.
  unfold check_ge. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2]. pose proof (count_keys _ _ _ _ _ E H) as Hk.
  destruct (lower net hid _ lb Hb H1 H2) as [K1 K2].
  exists (map (fun s => pt s (xf (mkpt base))) (signs (keys lb))).
  split; [|split; assumption]. now rewrite map_length, signs_length, Hk.
Qed.

(** an edge that is not locked vanishes in some flow *)
Lemma accounted net hid base (lb : bounds) bypass free w fr e p : Pol net hid (xf (mkpt base)) ->
  run_bypass (mkctx net hid) bypass = Some w ->
  run_free (mkctx net hid) (mkpt base) free (PM.empty _) = Some fr ->
  In (e, p) (enum net 1%positive) -> PM.mem e lb = false ->
  PM.mem e lb || Qzero (get 0%Q e (mkpt base)) || PM.mem e fr || loop (e, p)
    || bypassed (mkctx net hid) w (e, p) = true ->
  exists y, Pol net hid y /\ y e = 0.
Proof.
  intros HX Hw Hf He Hn. rewrite Hn. cbn [orb]. destruct p as [s d].
  rewrite !Bool.orb_true_iff. intros [[[H|H]|H]|H].
  - exists (xf (mkpt base)). split; [exact HX|]. apply Qzero_sound, H.
  - revert H. apply (run_free_sound net hid _ free HX _ _ Hf). intros i Hi. rewrite mem_empty in Hi. discriminate.
  - unfold loop in H. cbn [fst snd] in H. apply Pos.eqb_eq in H. subst d. eapply loop_vanishes; eauto.
  - eapply bypassed_vanishes; eauto.
Qed.

(** if every edge is locked or vanishes in some flow, every point is joined to a sign pattern *)
Lemma upper net hid x (lb : bounds) th : Pol net hid x -> M net hid th ->
  (forall e p, In (e, p) (enum net 1%positive) -> PM.mem e lb = false -> exists y, Pol net hid y /\ y e = 0) ->
  exists b, In b (map (fun s => pt s x) (signs (keys lb))) /\ joined net (M net hid) th b.
Proof.
  intros Hb HM Ha.
  set (L := filter (fun i => negb (PM.mem i lb)) (map fst (enum net 1%positive))).
  assert (HL : forall e, In e L -> exists y, Pol net hid y /\ y e = 0).
  { intros e He. unfold L in He. apply filter_In in He. destruct He as [He Hn].
    apply in_map_iff in He. destruct He as [[j p] [<- Hp]]. apply (Ha _ p); [exact Hp|].
    now apply Bool.negb_true_iff. }
  set (s := sgn th). assert (Hs : issign s) by apply sgn_sign.
  destruct (signs_all (keys lb) s Hs) as [r [Hr Kr]].
  exists (pt r x). split; [apply in_map_iff; exists r; auto|].
  apply (joined_trans net _ _ (pt s x)); [apply M_extp| |].
  - apply (joined_ext net _ (pt s (sq th)) _ (pt s x)); [intros i _; apply pt_sgn|reflexivity|].
    apply move; [exact Hs|apply M_Pol, HM|exact Hb].
  - apply (joined_ext net _ (pt s x) _ (pt (clear s L) x)); [reflexivity| |apply free_edges; assumption].
    intros i Hi. unfold pt. f_equal. unfold clear.
    assert (EL : existsb (Pos.eqb i) L = negb (PM.mem i lb)).
    { apply Bool.eq_true_iff_eq. rewrite existsb_exists. unfold L. split.
      - intros [j [Hj Ej]]. apply Pos.eqb_eq in Ej. subst j. apply filter_In in Hj. tauto.
      - intros Hn. exists i. split; [|apply Pos.eqb_refl]. apply filter_In. split; [|exact Hn].
        destruct (valid_enum net i Hi) as [p Hp]. apply in_map_iff. exists (i, p). auto. }
    rewrite EL. destruct (PM.mem i lb) eqn:Em; simpl.
    + symmetry. apply Kr, keys_spec, Em.
    + symmetry. eapply signs_off; [exact Hr|]. intros K. apply keys_spec in K. congruence.
Qed.

Lemma run_locks_mem net hid steps : forall lb lb', run_locks (mkctx net hid) steps lb = Some lb' ->
  forall e, PM.mem e lb' = true <-> In e (map lk_edge steps) \/ PM.mem e lb = true.
Proof.
  induction steps as [|l steps IH]; intros lb lb' H e.
  - injection H as <-. simpl. tauto.
  - apply run_locks_step in H. destruct H as (b & _ & _ & _ & _ & H).
    rewrite (IH _ _ H), mem_add, Bool.orb_true_iff, Pos.eqb_eq. simpl. tauto.
Qed.

(** *** Theorem (C): exactly 2^k components *)
Theorem check_components_sound net hid base locks bypass free k :
  check_components net hid base locks bypass free k = true -> components net (M net hid) (2 ^ k).
Proof.
  unfold check_components. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  destruct (run_bypass _ bypass) as [w|] eqn:Ew; [|discriminate].
  destruct (run_free _ _ free _) as [fr|] eqn:Ef; [|discriminate].
  apply andb_prop in H. destruct H as [Hk Ha]. pose proof (count_keys _ _ _ _ _ E Hk) as Hn.
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  destruct (lower net hid _ lb Hb H1 H2) as [K1 K2].
  exists (map (fun s => pt s (xf (mkpt base))) (signs (keys lb))).
  split; [now rewrite map_length, signs_length, Hn|]. split; [exact K1|]. split; [exact K2|].
  intros th HM. apply upper; [exact Hb|exact HM|]. intros e p Hp Hm.
  apply (accounted net hid base lb bypass free w fr e p); auto.
  exact (forall_edges_sound _ net _ Ha _ Hp).
Qed.

(** *** Theorem (C signs): the components are the choices of signs on the locked edges *)
Theorem check_signs_sound net hid base locks bypass free k :
  check_components net hid base locks bypass free k = true ->
  (forall a b, M net hid a -> M net hid b ->
     joined net (M net hid) a b <-> (forall e, In e (map lk_edge locks) -> 0 < a e * b e)) /\
  (forall s : point, issign s ->
     exists a, M net hid a /\ forall e, In e (map lk_edge locks) -> 0 < s e * a e).
Proof.
  unfold check_components. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  destruct (run_bypass _ bypass) as [w|] eqn:Ew; [|discriminate].
  destruct (run_free _ _ free _) as [fr|] eqn:Ef; [|discriminate].
  apply andb_prop in H. destruct H as [_ Ha]. destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  assert (HL : forall e, In e (map lk_edge locks) <-> PM.mem e lb = true).
  { intros e. rewrite (run_locks_mem _ _ _ _ _ E), mem_empty. intuition congruence. }
  assert (Hnz : forall e, PM.mem e lb = true -> forall th, M net hid th -> th e <> 0).
  { intros e He th HM K. rewrite PM.mem_find in He. destruct (PM.find e lb) as [q|] eqn:Eq; [|discriminate].
    destruct (H2 th HM e q Eq) as [Q1 Q2]. unfold sq in Q2. rewrite K in Q2. simpl in Q2. lra. }
  assert (Same : forall a b, joined net (M net hid) a b -> forall e, PM.mem e lb = true -> 0 < a e * b e).
  { intros a b J e He. destruct (Rlt_le_dec 0 (a e * b e)) as [L|L]; [exact L|]. exfalso.
    exact (not_joined net _ e a b (H1 e He) (Hnz e He) L J). }
  set (x := xf (mkpt base)) in *.
  assert (Up : forall th, M net hid th ->
    exists s, In s (signs (keys lb)) /\ joined net (M net hid) th (pt s x)).
  { intros th HM. destruct (upper net hid x lb th Hb HM) as [b [I J]].
    - intros e p Hp Hm. apply (accounted net hid base lb bypass free w fr e p); auto.
      exact (forall_edges_sound _ net _ Ha _ Hp).
    - apply in_map_iff in I. destruct I as [s [<- Hs]]. eauto. }
  split.
  - intros a b Ma Mb. split; [intros J e He; apply (Same a b J), HL, He|]. intros K.
    destruct (Up a Ma) as [s [Hs Ja]], (Up b Mb) as [r [Hr Jb]].
    apply (joined_trans net _ a (pt s x) b); [apply M_extp|exact Ja|].
    apply (joined_ext net _ (pt r x) _ b); [|reflexivity|apply joined_sym, Jb].
    intros i _. unfold pt. f_equal. destruct (PM.mem i lb) eqn:Em.
    + pose proof (Same _ _ Ja i Em) as Pa. pose proof (Same _ _ Jb i Em) as Pb.
      pose proof (K i (proj2 (HL i) Em)) as Pab. unfold pt in Pa, Pb. pose proof (sqrt_pos (x i)) as S.
      pose proof (Rmult_lt_0_compat _ _ Pa Pb) as P.
      destruct (signs_sign _ _ Hs i) as [Es|Es], (signs_sign _ _ Hr i) as [Er|Er];
        rewrite Es, Er in *; try reflexivity; exfalso;
        pose proof (Rmult_le_pos _ _ (Rlt_le _ _ Pab) (Rmult_le_pos _ _ S S)); lra.
    + assert (N : ~ In i (keys lb)) by (rewrite keys_spec; congruence).
      now rewrite (signs_off _ _ _ Hs N), (signs_off _ _ _ Hr N).
  - intros s Hs. assert (Ms : M net hid (pt s x)) by (apply pt_M; assumption).
    exists (pt s x). split; [exact Ms|]. intros e He. pose proof (Hnz e (proj1 (HL e) He) _ Ms) as Z.
    unfold pt in *. pose proof (sqrt_pos (x e)). destruct (Hs e) as [Es|Es]; rewrite Es in *; lra.
Qed.

(** *** Theorem: one component *)
Theorem check_connected_sound net hid base locks bypass free :
  check_connected net hid base locks bypass free = true ->
  (exists a, M net hid a) /\ forall a b, M net hid a -> M net hid b -> joined net (M net hid) a b.
Proof.
  intros H. apply check_components_sound in H. destruct H as (reps & Hn & Hin & _ & Hall).
  destruct reps as [|r [|r' reps]]; try (simpl in Hn; lia). split; [exists r; apply Hin; now left|].
  intros a b Ha Hb. destruct (Hall a Ha) as [a' [[<-|[]] Ja]]. destruct (Hall b Hb) as [b' [[<-|[]] Jb]].
  apply (joined_trans net _ a r b); [apply M_extp|exact Ja|apply joined_sym, Jb].
Qed.
