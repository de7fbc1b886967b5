(** The regular part of M(c) has exactly 2^m components: the claim `regular_components`. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory RegularPoints RegularSigns RegularCuts RegularFree.

(** Every edge is locked or weak, hence nonzero at every regular point, or it vanishes at a regular
    point: at the interior one, at that of a witness, or after moving its amount to a bypass. *)
Definition check_regular_components (net : network) (hid : balance) (locks : list lock)
    (weaks : list weak) (interior : list (eid * Q)) (interior_forest : list (node * eid))
    (bypass : list tree * list tree) (regular_free : list witness) (m : N) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt interior in
  check_regular_point net hid interior interior_forest &&
  match run_locks cx locks (PM.empty _), run_bypass cx bypass,
        run_regular_free cx xm regular_free (PM.empty _) with
  | Some lb, Some w, Some fr =>
      match run_weak cx lb (pure_locks locks (PM.empty _)) weaks lb with
      | Some nonzero =>
          N.eqb (count locks (count weaks 0%N)) m &&
          forall_edges (fun p => PM.mem (fst p) nonzero || Qzero (get 0%Q (fst p) xm)
                                 || PM.mem (fst p) fr || loop p || bypassed cx w p) net 1%positive
      | None => false
      end
  | _, _, _ => false
  end.

Lemma run_weak_count cx lb pure ws : forall nz nz', run_weak cx lb pure ws nz = Some nz' ->
  length (keys nz') = (length ws + length (keys nz))%nat.
Proof.
  induction ws as [|w ws IH]; cbn [run_weak]; intros nz nz' H.
  - injection H as <-. reflexivity.
  - destruct (cut cx lb (wk_in w) (wk_set w) (wk_uses w)) as [[[|e [|]] b]|]; try discriminate.
    match type of H with (if ?g then _ else _) = _ => destruct g eqn:G; [|discriminate] end.
    apply andb_prop in G. destruct G as [_ G]. apply Bool.negb_true_iff in G.
    rewrite (IH _ _ H), (keys_add _ _ _ G). simpl. lia.
Qed.

Lemma run_weak_mem cx lb pure ws : forall nz nz', run_weak cx lb pure ws nz = Some nz' ->
  forall e, PM.mem e nz' = true <-> In e (map wk_edge ws) \/ PM.mem e nz = true.
Proof.
  induction ws as [|w ws IH]; cbn [run_weak]; intros nz nz' H e.
  - injection H as <-. simpl. tauto.
  - destruct (cut cx lb (wk_in w) (wk_set w) (wk_uses w)) as [[[|k [|]] b]|]; try discriminate.
    match type of H with (if ?g then _ else _) = _ => destruct g eqn:G; [|discriminate] end.
    repeat (apply andb_prop in G; destruct G as [G _]). apply Pos.eqb_eq in G. subst k.
    rewrite (IH _ _ H), mem_add, Bool.orb_true_iff, Pos.eqb_eq. simpl. tauto.
Qed.

(** the edges whose signs tell the components *)
Definition signed (locks : list lock) (weaks : list weak) : list eid :=
  map lk_edge locks ++ map wk_edge weaks.

(** what the checker has shown *)
Lemma check_regular_components_inv net hid locks weaks interior interior_forest bypass
    regular_free m :
  check_regular_components net hid locks weaks interior interior_forest bypass regular_free m
  = true ->
  exists (x : point) (nonzero : bounds), NoDup (map fst hid) /\ Reg net hid x /\
    (forall e, PM.mem e nonzero = true -> valid net e) /\
    (forall e, PM.mem e nonzero = true -> forall th, regular_at net hid th -> th e <> 0) /\
    (forall e, valid net e -> PM.mem e nonzero = false -> exists y, Reg net hid y /\ y e = 0) /\
    m = N.of_nat (length (PM.elements nonzero)) /\
    (forall e, In e (signed locks weaks) <-> PM.mem e nonzero = true).
Proof.
  unfold check_regular_components. cbv zeta. intros H. apply andb_prop in H. destruct H as [HI H].
  apply interior_Reg in HI. destruct HI as [ND HX]. set (x := xf (mkpt interior)) in *.
  destruct (run_locks _ locks _) as [lb|] eqn:El; [|discriminate].
  destruct (run_bypass _ bypass) as [w|] eqn:Ew; [|discriminate].
  destruct (run_regular_free _ _ regular_free _) as [fr|] eqn:Ef; [|discriminate].
  destruct (run_weak _ lb _ weaks lb) as [nonzero|] eqn:En; [|discriminate].
  apply andb_prop in H. destruct H as [Hm HA]. apply N.eqb_eq in Hm.
  pose proof (forall_edges_sound _ _ _ HA) as HE. clear HA.
  pose proof (run_weak_sound net hid locks lb El weaks lb nonzero En
    (locks_nonzero net hid locks lb El)) as HN.
  assert (HF : forall e, PM.mem e fr = true -> exists y, Reg net hid y /\ y e = 0).
  { apply (run_regular_free_sound net hid _ HX _ _ _ Ef).
    intros i Hi. rewrite mem_empty in Hi. discriminate. }
  exists x, nonzero. split; [exact ND|]. split; [exact HX|].
  split; [intros e He; apply HN, He|]. split; [|split; [|split]].
  - intros e He th HR Z. apply (proj2 (HN e He) (sq th) (regular_Reg net hid th ND HR)).
    unfold sq. rewrite Z. ring.
  - intros e He Hn. destruct (valid_enum net e He) as [p Hp]. specialize (HE (e, p) Hp).
    cbn [fst] in HE. rewrite Hn in HE. cbn [orb] in HE.
    apply Bool.orb_true_iff in HE. destruct HE as [HE|HE]; [|eapply bypassed_regular; eauto].
    apply Bool.orb_true_iff in HE. destruct HE as [HE|HE]; [|eapply loop_regular; eauto].
    apply Bool.orb_true_iff in HE. destruct HE as [HE|HE]; [|apply HF, HE].
    exists x. split; [exact HX|apply Qzero_sound, HE].
  - pose proof (run_weak_count _ _ _ _ _ _ En) as K1.
    pose proof (run_locks_count _ _ _ _ _ El) as K2.
    change (length (keys (PM.empty Q))) with 0%nat in K2. unfold keys in *.
    rewrite !map_length in *. rewrite !count_length in Hm. lia.
  - intros e. unfold signed. rewrite in_app_iff, (run_weak_mem _ _ _ _ _ _ En),
      (run_locks_mem _ _ _ _ _ El), mem_empty. intuition congruence.
Qed.

(** *** Theorem (P): exactly 2^m components of the regular part *)
Theorem check_regular_components_sound net hid locks weaks interior interior_forest bypass
    regular_free m :
  check_regular_components net hid locks weaks interior interior_forest bypass regular_free m
  = true -> components net (regular_at net hid) (2 ^ m).
Proof.
  intros H. apply check_regular_components_inv in H.
  destruct H as (x & nonzero & ND & HX & HV & HZ & HF & -> & _).
  exact (regular_components_by_signs net hid x nonzero ND HX HV HZ HF).
Qed.

(** *** Theorem (Q): they are the choices of signs on the locked and weak edges *)
Theorem check_regular_signs_sound net hid locks weaks interior interior_forest bypass
    regular_free m :
  check_regular_components net hid locks weaks interior interior_forest bypass regular_free m
  = true ->
  (forall a b, regular_at net hid a -> regular_at net hid b ->
     joined net (regular_at net hid) a b <->
     (forall e, In e (signed locks weaks) -> 0 < a e * b e)) /\
  (forall s : point, issign s ->
     exists a, regular_at net hid a /\ forall e, In e (signed locks weaks) -> 0 < s e * a e).
Proof.
  intros H. apply check_regular_components_inv in H.
  destruct H as (x & nonzero & ND & HX & HV & HZ & HF & _ & HS). split.
  - intros a b Ha Hb. rewrite (regular_joined_by_signs net hid x nonzero ND HX HV HZ HF a b Ha Hb).
    split; intros K e He; apply K, HS, He.
  - intros s Hs. destruct (regular_signs_occur net hid x nonzero ND HX HZ s Hs) as [a [Ha K]].
    exists a. split; [exact Ha|]. intros e He. apply K, HS, He.
Qed.
