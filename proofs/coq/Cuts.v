(** Derived cuts: locked edges and empty varieties.

    Summing the laws over a set of hidden nodes gives: the sum over the edges that enter the set
    minus the sum over the edges that leave it is c(set). So what enters is at least c(set) plus
    any lower bounds of edges that leave, and if only one edge enters, it has this lower bound. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive Permutation.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.

(** ** flows *)
Definition Pol (net : network) (hid : balance) (x : point) : Prop :=
  (forall i, 0 <= x i) /\ forall v c, In (v, c) hid -> bal v net 1%positive x = Q2R c.

Definition sq (th : point) : point := fun i => th i ^ 2.

Lemma sq_nonneg th e : 0 <= sq th e.
Proof. unfold sq. simpl. nra. Qed.

Lemma M_Pol net hid th : M net hid th -> Pol net hid (sq th).
Proof. intros HM. split; [intros i; apply sq_nonneg|exact HM]. Qed.

(** ** the edges that cross a set *)
Lemma crossing_in net m U e : In e (crossing (fst (build net 1%positive)) m U) <->
  exists s d, In (e, (s, d)) (enum net 1%positive) /\ In d U /\ PM.mem s m = false.
Proof.
  unfold crossing. rewrite in_flat_map. split.
  - intros [d [Hd H]]. apply in_map_iff in H. destruct H as [[k s] [<- H]]. apply filter_In in H.
    destruct H as [H Hs]. apply build_in_spec in H. exists s, d. cbn [fst snd] in *.
    split; [exact H|]. split; [exact Hd|]. now apply Bool.negb_true_iff.
  - intros [s [d [H [Hd Hs]]]]. exists d. split; [exact Hd|]. apply in_map_iff. exists (e, s).
    split; [reflexivity|]. apply filter_In. split; [now apply build_in_spec|]. cbn [snd]. now rewrite Hs.
Qed.

Lemma crossing_out net m U e : In e (crossing (snd (build net 1%positive)) m U) <->
  exists s d, In (e, (s, d)) (enum net 1%positive) /\ In s U /\ PM.mem d m = false.
Proof.
  unfold crossing. rewrite in_flat_map. split.
  - intros [s [Hs H]]. apply in_map_iff in H. destruct H as [[k d] [<- H]]. apply filter_In in H.
    destruct H as [H Hd]. apply build_out_spec in H. exists s, d. cbn [fst snd] in *.
    split; [exact H|]. split; [exact Hs|]. now apply Bool.negb_true_iff.
  - intros [s [d [H [Hs Hd]]]]. exists s. split; [exact Hs|]. apply in_map_iff. exists (e, d).
    split; [reflexivity|]. apply filter_In. split; [now apply build_out_spec|]. cbn [snd]. now rewrite Hd.
Qed.

Lemma csum_flow net hid x : Pol net hid x -> forall U q, csum (chmap hid) U = Some q ->
  Q2R q = sumL (fun v => bal v net 1%positive x) U.
Proof.
  intros [_ HX]. induction U as [|v U IH]; simpl; intros q H; [injection H as <-; apply Q2R_0|].
  destruct (PM.find v (chmap hid)) as [c|] eqn:Ec; [|discriminate].
  destruct (csum (chmap hid) U) as [q'|]; [|discriminate]. injection H as <-.
  rewrite Q2R_plus', (IH q' eq_refl). rewrite <- (HX v c (chmap_sound _ _ _ Ec)). reflexivity.
Qed.

Lemma csum_sound net hid th : M net hid th -> forall U q, csum (chmap hid) U = Some q ->
  Q2R q = sumL (fun v => bal v net 1%positive (sq th)) U.
Proof. intros HM. apply csum_flow, M_Pol, HM. Qed.

Lemma csum_hid hid U q : csum (chmap hid) U = Some q -> forall v, In v U -> exists c, In (v, c) hid.
Proof.
  revert q. induction U as [|w U IH]; cbn [csum]; intros q H v Hv; [contradiction|].
  destruct (PM.find w (chmap hid)) as [c|] eqn:Ec; [|discriminate].
  destruct (csum (chmap hid) U) as [q'|] eqn:Eq; [|discriminate].
  destruct Hv as [<-|Hv]; [exists c; apply chmap_sound, Ec|eapply IH; eauto].
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

(** ** lower bounds *)
Definition lb_below (lb : bounds) (x : point) : Prop :=
  forall e q, PM.find e lb = Some q -> 0 < Q2R q /\ Q2R q <= x e.

Definition lb_sound (lb : bounds) (th : point) : Prop := lb_below lb (sq th).

(** a sum over distinct members of a list is at most the sum over the list *)
Lemma sumL_sub (x : point) us : NoDup us -> forall l, (forall i, 0 <= x i) -> incl us l -> sumL x us <= sumL x l.
Proof.
  induction 1 as [|u us Hn ND IH]; intros l Hx Hl; simpl.
  - clear Hl. induction l as [|a l IHl]; simpl; [lra|]. specialize (Hx a). lra.
  - destruct (in_split u l (Hl u (or_introl eq_refl))) as [l1 [l2 ->]].
    assert (K : sumL x us <= sumL x (l1 ++ l2)).
    { apply IH; [exact Hx|]. intros w Hw. specialize (Hl w (or_intror Hw)).
      apply in_app_or in Hl. apply in_or_app. destruct Hl as [Hl|[Hl|Hl]]; [now left| |now right].
      subst w. contradiction. }
    rewrite sumL_app in *. simpl. lra.
Qed.

(** the uses cross the other way, and their bounds sum up to usesum *)
Lemma usesum_sound net hid lb m inward (x : point) : lb_below lb x -> forall us q,
  usesum (mkctx net hid) lb m inward us = Some q ->
  Q2R q <= sumL x us /\ (forall e, In e us -> opposite (mkctx net hid) m inward e = true /\ PM.mem e lb = true).
Proof.
  intros HL. induction us as [|e us IH]; cbn [usesum]; intros q H.
  - injection H as <-. rewrite Q2R_0. simpl. split; [lra|contradiction].
  - destruct (PM.find e lb) as [b|] eqn:Eb; [|discriminate].
    destruct (opposite (mkctx net hid) m inward e) eqn:Eo; [|discriminate].
    destruct (usesum (mkctx net hid) lb m inward us) as [q'|] eqn:Eq; [|discriminate]. injection H as <-.
    destruct (IH _ eq_refl) as [H1 H2]. destruct (HL e b Eb) as [_ H3]. split.
    + rewrite Q2R_plus'. simpl. lra.
    + intros k [<-|Hk]; [split; [exact Eo|rewrite PM.mem_find, Eb; reflexivity]|apply H2, Hk].
Qed.

Lemma opposite_crossing net hid m U inward e : (forall v, PM.mem v m = true <-> In v U) ->
  opposite (mkctx net hid) m inward e = true ->
  In e (crossing (if inward then snd (build net 1%positive) else fst (build net 1%positive)) m U).
Proof.
  intros Hm. unfold opposite. cbn [c_et mkctx].
  destruct (PM.find e (etab net 1%positive)) as [[s d]|] eqn:E; [|discriminate]. apply etab_enum in E.
  destruct inward; intros H; apply andb_prop in H; destruct H as [H1 H2]; apply Bool.negb_true_iff in H2;
    apply Hm in H1.
  - apply crossing_out. eauto.
  - apply crossing_in. eauto.
Qed.

(** what the function `cut` computes, taken apart *)
Lemma cut_inv net hid lb inward U us es b : cut (mkctx net hid) lb inward U us = Some (es, b) ->
  exists m q r, mkset U = Some m /\ csum (chmap hid) U = Some q /\ NoDup us /\
    usesum (mkctx net hid) lb m inward us = Some r /\
    es = crossing (if inward then fst (build net 1%positive) else snd (build net 1%positive)) m U /\
    Q2R b = (if inward then Q2R q else - Q2R q) + Q2R r.
Proof.
  unfold cut. cbn [c_ch c_in c_out mkctx].
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (chmap hid) U) as [q|] eqn:Eq; [|discriminate].
  destruct (increasing us) eqn:Ei; [|discriminate].
  destruct (usesum (mkctx net hid) lb m inward us) as [r|] eqn:Er; [|discriminate].
  intros [= <- <-]. exists m, q, r. repeat (split; [solve [auto using increasing_nodup]|]).
  rewrite Q2R_plus'. destruct inward; [reflexivity|]. now rewrite Q2R_opp.
Qed.

Lemma cut_flow net hid x lb inward U us es b :
  Pol net hid x -> lb_below lb x -> cut (mkctx net hid) lb inward U us = Some (es, b) ->
  Q2R b <= sumL x es.
Proof.
  intros HX HL H. apply cut_inv in H. destruct H as (m & q & r & Em & Eq & ND & Er & -> & ->).
  destruct (mkset_sound U m Em) as [NU Hm]. pose proof (csum_flow net hid x HX U q Eq) as HQ.
  rewrite (cut_identity net m U x NU Hm) in HQ.
  destruct (usesum_sound net hid lb m inward x HL us r Er) as [HR HO].
  pose proof (sumL_sub x us ND
    (crossing (if inward then snd (build net 1%positive) else fst (build net 1%positive)) m U) (proj1 HX)) as HS.
  assert (HI : incl us (crossing (if inward then snd (build net 1%positive) else fst (build net 1%positive)) m U)).
  { intros e He. apply (opposite_crossing net hid); [exact Hm|apply HO, He]. }
  specialize (HS HI). destruct inward; lra.
Qed.

Lemma cut_sound net hid th lb inward U us es b :
  M net hid th -> lb_sound lb th -> cut (mkctx net hid) lb inward U us = Some (es, b) ->
  Q2R b <= sumL (sq th) es.
Proof. intros HM. apply cut_flow, M_Pol, HM. Qed.

Lemma cut_valid net hid lb inward U us es b e : cut (mkctx net hid) lb inward U us = Some (es, b) ->
  In e es -> valid net e.
Proof.
  intros H He. apply cut_inv in H. destruct H as (m & q & r & _ & _ & _ & _ & -> & _).
  destruct inward; [apply crossing_in in He|apply crossing_out in He];
    destruct He as [s [d [He _]]]; eapply enum_valid; eauto.
Qed.

(** ** locks *)

(** one step of run_locks, taken apart *)
Lemma run_locks_step net hid l st lb lb' : run_locks (mkctx net hid) (l :: st) lb = Some lb' ->
  exists b, cut (mkctx net hid) lb (lk_in l) (lk_set l) (lk_uses l) = Some ([lk_edge l], b) /\
    Q2R b = Q2R (lk_bound l) /\ 0 < Q2R b /\ PM.mem (lk_edge l) lb = false /\
    run_locks (mkctx net hid) st (PM.add (lk_edge l) (lk_bound l) lb) = Some lb'.
Proof.
  cbn [run_locks].
  destruct (cut (mkctx net hid) lb (lk_in l) (lk_set l) (lk_uses l)) as [[[|e [|]] b]|] eqn:E; try discriminate.
  match goal with |- (if ?g then _ else _) = _ -> _ => destruct g eqn:G; [|discriminate] end.
  intros H. apply andb_prop in G. destruct G as [G G4]. apply andb_prop in G. destruct G as [G G3].
  apply andb_prop in G. destruct G as [G1 G2]. apply Pos.eqb_eq in G1. subst e.
  apply Qeq_bool_iff, Qeq_eqR in G2. apply Qpos_sound in G3. apply Bool.negb_true_iff in G4.
  exists b. split; [reflexivity|]. split; [exact G2|]. split; [lra|]. split; [exact G4|exact H].
Qed.

Lemma run_locks_flow net hid steps : forall lb lb',
  run_locks (mkctx net hid) steps lb = Some lb' ->
  (forall e, PM.mem e lb = true -> valid net e) ->
  (forall e, PM.mem e lb' = true -> valid net e) /\
  (forall x, Pol net hid x -> lb_below lb x -> lb_below lb' x).
Proof.
  induction steps as [|l st IH]; intros lb lb' H HV.
  - injection H as <-. auto.
  - apply run_locks_step in H. destruct H as (b & E & Hb & Hp & _ & H).
    destruct (IH _ _ H) as [H1 H2].
    { intros k. rewrite mem_add. destruct (Pos.eqb_spec (lk_edge l) k) as [<-|ne]; simpl; [intros _|apply HV].
      eapply cut_valid; [exact E|now left]. }
    split; [exact H1|]. intros x HX HL. apply H2; [exact HX|].
    intros k q Hk. destruct (Pos.eq_dec k (lk_edge l)) as [->|ne].
    + rewrite PM.gss in Hk. injection Hk as <-.
      pose proof (cut_flow _ _ _ _ _ _ _ _ _ HX HL E) as K. simpl in K. lra.
    + rewrite PM.gso in Hk by exact ne. apply HL, Hk.
Qed.

Lemma run_locks_sound net hid steps lb lb' :
  run_locks (mkctx net hid) steps lb = Some lb' ->
  (forall e, PM.mem e lb = true -> valid net e) ->
  (forall e, PM.mem e lb' = true -> valid net e) /\
  (forall th, M net hid th -> lb_sound lb th -> lb_sound lb' th).
Proof.
  intros H HV. destruct (run_locks_flow net hid steps lb lb' H HV) as [H1 H2]. split; [exact H1|].
  intros th HM. apply H2, M_Pol, HM.
Qed.

Lemma lb_below_empty x : lb_below (PM.empty _) x.
Proof. intros e q H. rewrite PM.gempty in H. discriminate. Qed.

Lemma run_locks_empty net hid steps lb : run_locks (mkctx net hid) steps (PM.empty _) = Some lb ->
  (forall e, PM.mem e lb = true -> valid net e) /\ (forall th, M net hid th -> lb_sound lb th).
Proof.
  intros H. destruct (run_locks_sound net hid steps _ _ H) as [H1 H2].
  - intros e K. rewrite mem_empty in K. discriminate.
  - split; [exact H1|]. intros th HM. apply H2; [exact HM|apply lb_below_empty].
Qed.

(** ** the locked edges are counted by the steps *)
Definition keys (lb : bounds) : list eid := map fst (PM.elements lb).

Lemma keys_spec lb e : In e (keys lb) <-> PM.mem e lb = true.
Proof.
  unfold keys. rewrite in_map_iff, PM.mem_find. split.
  - intros [[k q] [<- H]]. simpl. apply PM.elements_complete in H. now rewrite H.
  - destruct (PM.find e lb) as [q|] eqn:E; [|discriminate]. intros _. exists (e, q). split; [reflexivity|].
    apply PM.elements_correct, E.
Qed.

Lemma keys_nodup lb : NoDup (keys lb).
Proof.
  unfold keys. pose proof (PM.elements_3w lb) as H. induction H as [|p l Hn ND IH]; simpl; constructor; [|exact IH].
  intros K. apply Hn. apply in_map_iff in K. destruct K as [p' [E I]].
  apply SetoidList.InA_alt. exists p'. split; [|exact I]. unfold PM.eq_key, PM.E.eq. now rewrite E.
Qed.

Lemma keys_add lb e q : PM.mem e lb = false -> length (keys (PM.add e q lb)) = S (length (keys lb)).
Proof.
  intros He. change (S (length (keys lb))) with (length (e :: keys lb)). apply Permutation_length.
  apply NoDup_Permutation.
  - apply keys_nodup.
  - constructor; [|apply keys_nodup]. rewrite keys_spec. congruence.
  - intros k. rewrite keys_spec, mem_add. simpl. rewrite keys_spec, Bool.orb_true_iff, Pos.eqb_eq. tauto.
Qed.

Lemma count_length {A} (l : list A) : forall n, count l n = (n + N.of_nat (length l))%N.
Proof. induction l as [|a l IH]; intros n; cbn [count length]; [lia|]. rewrite IH. lia. Qed.

Lemma run_locks_count net hid steps : forall lb lb', run_locks (mkctx net hid) steps lb = Some lb' ->
  length (keys lb') = (length steps + length (keys lb))%nat.
Proof.
  induction steps as [|l st IH]; intros lb lb' H.
  - injection H as <-. reflexivity.
  - apply run_locks_step in H. destruct H as (b & _ & _ & _ & Hn & H).
    rewrite (IH _ _ H), (keys_add _ _ _ Hn). simpl. lia.
Qed.

Lemma count_keys net hid steps lb k : run_locks (mkctx net hid) steps (PM.empty _) = Some lb ->
  N.eqb (count steps 0%N) k = true -> N.of_nat (length (keys lb)) = k.
Proof.
  intros H Hk. apply N.eqb_eq in Hk. rewrite count_length in Hk.
  rewrite (run_locks_count net hid steps _ _ H). change (length (keys (PM.empty Q))) with 0%nat. lia.
Qed.

(** *** Theorem (L): locked edges *)
Theorem check_lock_sound net hid locks e q : check_lock net hid locks e q = true ->
  valid net e /\ 0 < Q2R q /\ forall th, M net hid th -> Q2R q <= th e ^ 2 /\ th e <> 0.
Proof.
  unfold check_lock. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [H1 H2].
  destruct (PM.find e lb) as [b|] eqn:Eb; [|discriminate].
  rewrite Bool.andb_true_iff. intros [Hq Hp]. split; [apply H1; rewrite PM.mem_find, Eb; reflexivity|].
  pose proof (Qpos_sound q Hp) as Hq0. split; [exact Hq0|]. intros th HM.
  destruct (H2 th HM e b Eb) as [B1 B2]. unfold sq in B2.
  assert (Q2R q <= Q2R b) by (apply Qle_Rle, Qle_bool_iff, Hq).
  split; [lra|]. intros K. rewrite K in B2. simpl in B2. lra.
Qed.

(** *** Theorem (E): emptiness *)
Theorem check_empty_sound net hid locks last : check_empty net hid locks last = true -> forall th, ~ M net hid th.
Proof.
  unfold check_empty. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  destruct (run_locks_empty _ _ _ _ E) as [_ H2].
  destruct (cut (mkctx net hid) lb (br_in last) (br_set last) (br_uses last)) as [[[|] b]|] eqn:Ec; try discriminate.
  intros H th HM. apply andb_prop in H. destruct H as [Hb Hp].
  pose proof (cut_sound _ _ _ _ _ _ _ _ _ HM (H2 th HM) Ec) as K.
  apply Qeq_bool_iff, Qeq_eqR in Hb. apply Qpos_sound in Hp. simpl in K. lra.
Qed.
