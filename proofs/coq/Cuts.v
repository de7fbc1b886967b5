(** Derived cuts: locked edges and empty varieties. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.

(** ** cuts *)
Definition sq (th : point) : point := fun i => th i ^ 2.

Lemma csum_sound net hid th : M net hid th -> forall U q, csum (chmap hid) U = Some q ->
  Q2R q = sumL (fun v => bal v net 1%positive (sq th)) U.
Proof.
  intros HM. induction U as [|v U IH]; simpl; intros q H; [injection H as <-; apply Q2R_0|].
  destruct (PM.find v (chmap hid)) as [c|] eqn:Ec; [|discriminate].
  destruct (csum (chmap hid) U) as [q'|]; [|discriminate]. injection H as <-.
  rewrite Q2R_plus', (IH q' eq_refl). rewrite <- (HM v c (chmap_sound _ _ _ Ec)). reflexivity.
Qed.

Lemma cut_identity net m U (x : point) : NoDup U -> (forall v, PM.mem v m = true <-> In v U) ->
  sumL (fun v => bal v net 1%positive x) U
  = sumL x (crossing (fst (build net 1%positive)) m U) - sumL x (crossing (snd (build net 1%positive)) m U).
Proof.
  intros ND Hm. set (u := fun v : positive => PM.mem v m).
  rewrite (sum_bal U u ND Hm).
  assert (E : forall a : adj, sumL x (crossing a m U)
          = sumL (fun v => sumL (fun p => (fun (k w : positive) => if u w then 0 else x k) (fst p) (snd p)) (get nil v a)) U).
  { intros a. unfold crossing. rewrite sumL_flat_map. apply sumL_ext. intros v _.
    rewrite sumL_map, sumL_filter. apply sumL_ext.
    intros [k w] _. unfold u; cbn [fst snd]. destruct (PM.mem w m); reflexivity. }
  assert (E1 : sumL x (crossing (fst (build net 1%positive)) m U)
          = esum net 1%positive (fun k s d => if u d then (if u s then 0 else x k) else 0)).
  { etransitivity; [apply E|]. exact (build_in U u ND Hm net 1%positive (fun k w => if u w then 0 else x k)). }
  assert (E2 : sumL x (crossing (snd (build net 1%positive)) m U)
          = esum net 1%positive (fun k s d => if u s then (if u d then 0 else x k) else 0)).
  { etransitivity; [apply E|]. exact (build_out U u ND Hm net 1%positive (fun k w => if u w then 0 else x k)). }
  rewrite E1, E2, <- esum_minus. apply esum_ext. intros k s d. destruct (u d), (u s); lra.
Qed.

Definition lb_sound (lb : bounds) (th : point) : Prop :=
  forall e q, PM.find e lb = Some q -> 0 < Q2R q /\ Q2R q <= th e ^ 2.

Lemma sq_nonneg th e : 0 <= sq th e.
Proof. unfold sq. simpl. nra. Qed.

Lemma lb_get lb th e : lb_sound lb th -> Q2R (get 0%Q e lb) <= sq th e.
Proof.
  intros H. unfold get. destruct (PM.find e lb) as [q|] eqn:E.
  - apply (H e q E).
  - rewrite Q2R_0. apply sq_nonneg.
Qed.

Lemma cut_sound net hid th lb sg U es b :
  M net hid th -> lb_sound lb th -> cut (mkctx net hid) lb sg U = Some (es, b) ->
  Q2R b <= sumL (sq th) es.
Proof.
  intros HM HL. unfold cut. simpl.
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (chmap hid) U) as [q|] eqn:Eq; [|discriminate].
  destruct (mkset_sound U m Em) as [ND Hm].
  pose proof (csum_sound net hid th HM U q Eq) as HQ.
  rewrite (cut_identity net m U (sq th) ND Hm) in HQ.
  set (en := crossing (fst (build net 1%positive)) m U) in *.
  set (lv := crossing (snd (build net 1%positive)) m U) in *.
  assert (HS : forall l, Q2R (sumQ (fun e => get 0%Q e lb) l) <= sumL (sq th) l).
  { intros l. rewrite Q2R_sumQ. apply sumL_le. intros a _. apply lb_get; exact HL. }
  destruct sg; intros [= <- <-]; rewrite Q2R_plus'.
  - specialize (HS lv). lra.
  - rewrite Q2R_opp. specialize (HS en). lra.
Qed.

Lemma run_locks_sound net hid steps : forall lb lb',
  run_locks (mkctx net hid) steps lb = Some lb' ->
  (forall e, PM.mem e lb = true -> valid net e) ->
  (forall e, PM.mem e lb' = true -> valid net e) /\
  (forall th, M net hid th -> lb_sound lb th -> lb_sound lb' th).
Proof.
  induction steps as [|[sg U] st IH]; cbn [run_locks]; intros lb lb' H HV.
  - injection H as <-. auto.
  - destruct (cut (mkctx net hid) lb sg U) as [[[|e [|]] b]|] eqn:E; try discriminate.
    destruct (Qpos b) eqn:Eb; [|discriminate].
    destruct (PM.mem e (c_et (mkctx net hid))) eqn:Ee; [|discriminate].
    destruct (IH _ _ H) as [H1 H2].
    { intros k. rewrite mem_add. destruct (Pos.eqb_spec e k) as [->|ne]; simpl; [intros _|apply HV].
      rewrite PM.mem_find in Ee. destruct (PM.find k (c_et (mkctx net hid))) as [p|] eqn:Ef; [|discriminate].
      simpl in Ef. apply etab_enum in Ef. eapply enum_valid; eauto. }
    split; [exact H1|]. intros th HM HL. apply H2; [exact HM|].
    intros k q Hk. destruct (Pos.eq_dec k e) as [->|ne].
    + rewrite PM.gss in Hk. injection Hk as <-. split; [apply Qpos_sound, Eb|].
      pose proof (cut_sound _ _ _ _ _ _ _ _ HM HL E) as K. simpl in K. unfold sq in K. lra.
    + rewrite PM.gso in Hk by exact ne. apply HL, Hk.
Qed.

Lemma lb_sound_empty th : lb_sound (PM.empty _) th.
Proof. intros e q H. rewrite PM.gempty in H. discriminate. Qed.

Lemma run_locks_empty net hid steps lb : run_locks (mkctx net hid) steps (PM.empty _) = Some lb ->
  (forall e, PM.mem e lb = true -> valid net e) /\ (forall th, M net hid th -> lb_sound lb th).
Proof.
  intros H. destruct (run_locks_sound net hid steps _ _ H) as [H1 H2].
  - intros e K. rewrite mem_empty in K. discriminate.
  - split; [exact H1|]. intros th HM. apply H2; [exact HM|apply lb_sound_empty].
Qed.

(** *** Theorem (L): locked edges *)
Theorem check_lock_sound net hid steps e q : check_lock net hid steps e q = true ->
  valid net e /\ 0 < Q2R q /\ forall th, M net hid th -> Q2R q <= th e ^ 2 /\ th e <> 0.
Proof.
  unfold check_lock. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  destruct (PM.find e lb) as [b|] eqn:Eb; [|discriminate].
  rewrite Bool.andb_true_iff. intros [Hq Hp]. split; [apply H1; rewrite PM.mem_find, Eb; reflexivity|].
  pose proof (Qpos_sound q Hp) as Hq0. split; [exact Hq0|]. intros th HM.
  destruct (H2 th HM e b Eb) as [B1 B2].
  assert (Q2R q <= Q2R b) by (apply Qle_Rle, Qle_bool_iff, Hq).
  split; [lra|]. intros K. rewrite K in B2. simpl in B2. lra.
Qed.

(** *** Theorem (E): emptiness *)
Theorem check_empty_sound net hid steps last : check_empty net hid steps last = true -> forall th, ~ M net hid th.
Proof.
  unfold check_empty. destruct (run_locks _ steps _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [_ H2].
  destruct (cut (mkctx net hid) lb (fst last) (snd last)) as [[[|] b]|] eqn:Ec; try discriminate.
  intros Hb th HM. pose proof (cut_sound _ _ _ _ _ _ _ _ HM (H2 th HM) Ec) as K.
  simpl in K. pose proof (Qpos_sound b Hb). lra.
Qed.

