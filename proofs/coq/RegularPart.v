(** The regular part of M(c) has exactly 2^m components: the claim `regular_components`. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory RegularPoints RegularCuts RegularFree.

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

(** *** Theorem (P): exactly 2^m components of the regular part *)
Theorem check_regular_components_sound net hid locks weaks interior interior_forest bypass
    regular_free m :
  check_regular_components net hid locks weaks interior interior_forest bypass regular_free m
  = true ->
  components net (regular_at net hid) (2 ^ m).
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
  assert (Hk : m = N.of_nat (length (PM.elements nonzero))).
  { pose proof (run_weak_count _ _ _ _ _ _ En) as K1.
  pose proof (run_locks_count _ _ _ _ _ El) as K2.
    change (length (keys (PM.empty Q))) with 0%nat in K2. unfold keys in *.
    rewrite !map_length in *. rewrite !count_length in Hm. lia. }
  rewrite Hk. apply (regular_components_by_signs net hid x nonzero ND HX).
  - intros e He. apply HN, He.
  - intros e He th HR Z. apply (proj2 (HN e He) (sq th) (regular_Reg net hid th ND HR)).
    unfold sq. rewrite Z. ring.
  - intros e He Hn. destruct (valid_enum net e He) as [p Hp]. specialize (HE (e, p) Hp).
    cbn [fst] in HE. rewrite Hn in HE. cbn [orb] in HE.
    apply Bool.orb_true_iff in HE. destruct HE as [HE|HE].
    + apply Bool.orb_true_iff in HE. destruct HE as [HE|HE]; [|eapply loop_regular; eauto].
      apply Bool.orb_true_iff in HE. destruct HE as [HE|HE].
      * exists x. split; [exact HX|apply Qzero_sound, HE].
      * apply HF, HE.
    + eapply bypassed_regular; eauto.
Qed.
