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

Theorem check_disc_sound net hid base steps : check_disc net hid base steps = true ->
  disconnected net (M net hid) /\
  exists a b, M net hid a /\ M net hid b /\ ~ joined net (M net hid) a b.
Proof.
  unfold check_disc. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
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
  { intros th HM K. destruct (H2 th HM e q Eq) as [Q1 Q2]. rewrite K in Q2. simpl in Q2. lra. }
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
Theorem check_ge_sound net hid base steps k : check_ge net hid base steps k = true ->
  components_ge net (M net hid) (2 ^ k).
Proof.
  unfold check_ge. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2]. apply N.eqb_eq in H.
  destruct (lower net hid _ lb Hb H1 H2) as [K1 K2].
  exists (map (fun s => pt s (xf (mkpt base))) (signs (keys lb))).
  split; [|split; assumption]. rewrite map_length, signs_length. unfold keys. rewrite map_length, H. reflexivity.
Qed.

(** *** Theorem (C): exactly 2^k components *)
Theorem check_count_sound net hid base steps ds k : check_count net hid base steps ds k = true ->
  components net (M net hid) (2 ^ k).
Proof.
  unfold check_count. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_free _ _ ds _) as [fr|] eqn:Ef; [|discriminate].
  apply andb_prop in H. destruct H as [Hk Ha]. apply N.eqb_eq in Hk. rewrite forallb_forall in Ha.
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  destruct (lower net hid _ lb Hb H1 H2) as [K1 K2].
  set (x := xf (mkpt base)) in *.
  exists (map (fun s => pt s x) (signs (keys lb))).
  split; [|split; [assumption|split; [assumption|]]].
  - rewrite map_length, signs_length. unfold keys. rewrite map_length, Hk. reflexivity.
  - intros th HM.
    set (L := filter (fun i => negb (PM.mem i lb)) (map fst (enum net 1%positive))).
    assert (HL : forall e, In e L -> exists y, Pol net hid y /\ y e = 0).
    { intros e He. unfold L in He. apply filter_In in He. destruct He as [He Hn].
      apply in_map_iff in He. destruct He as [[j p] [<- Hp]]. specialize (Ha _ Hp).
      cbn [fst snd] in *. destruct (PM.mem j lb); [discriminate|]. cbn [orb] in Ha. apply Bool.orb_true_iff in Ha.
      destruct Ha as [Ha|Ha].
      - exists x. split; [exact Hb|apply Qzero_sound, Ha].
      - revert Ha. apply (run_free_sound net hid _ ds Hb _ _ Ef). intros i Hi. rewrite mem_empty in Hi. discriminate. }
    set (s := sgn th). assert (Hs : issign s) by apply sgn_sign.
    destruct (signs_all (keys lb) s Hs) as [r [Hr Kr]].
    exists (pt r x). split; [apply in_map_iff; exists r; auto|].
    apply (joined_trans net _ _ (pt s x)); [apply M_extp| |].
    + apply (joined_ext net _ (pt s (sq th)) _ (pt s x)); [intros i _; apply pt_sgn|reflexivity|].
      apply move; [exact Hs|apply M_Pol, HM|exact Hb].
    + apply (joined_ext net _ (pt s x) _ (pt (clear s L) x)); [reflexivity| |apply free_edges; assumption].
      intros i Hi. unfold pt. f_equal. unfold clear.
      assert (EL : existsb (Pos.eqb i) L = negb (PM.mem i lb)).
      { apply Bool.eq_true_iff_eq. rewrite existsb_exists. unfold L. split.
        - intros [j [Hj Ej]]. apply Pos.eqb_eq in Ej. subst j. apply filter_In in Hj. tauto.
        - intros Hn. exists i. split; [|apply Pos.eqb_refl]. apply filter_In. split; [|exact Hn].
          destruct (valid_enum net i Hi) as [p Hp]. apply in_map_iff. exists (i, p). auto. }
      rewrite EL. destruct (PM.mem i lb) eqn:Em; simpl.
      * symmetry. apply Kr, keys_spec, Em.
      * symmetry. eapply signs_off; [exact Hr|]. intros K. apply keys_spec in K. congruence.
Qed.

