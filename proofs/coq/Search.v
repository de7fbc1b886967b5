(** The replayed search is sound.

    While a state contains a floating set W (all nodes of I are in W, none of O is), dead edges
    vanish at the point in question. So a cut leaf contradicts the balance of its set, a final state
    can only contain W = I, and a branch hands W on to one of its two halves. A walk that ends
    without an open state has met W at a leaf, and the leaf named it. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory Floating Strata.
From Isthmus Require Export SearchChecker.

(** ** Soundness *)

Lemma links_in net hid m U e v w : In (e, (v, w)) (links (c_in (mkctx net hid)) m U) <->
  In v U /\ PM.mem w m = false /\ runs net e w v.
Proof.
  unfold links. rewrite in_flat_map, runs_enum, <- build_in_spec. split.
  - intros [x [Hx H]]. apply in_map_iff in H. destruct H as [[k z] [[= -> -> ->] H]].
    apply filter_In in H. destruct H as [H1 H2]. apply Bool.negb_true_iff in H2. auto.
  - intros (H1 & H2 & H3). exists v. split; [exact H1|]. apply in_map_iff. exists (e, w).
    split; [reflexivity|]. apply filter_In. split; [exact H3|]. cbn [snd]. rewrite H2. reflexivity.
Qed.

Lemma links_out net hid m U e v w : In (e, (v, w)) (links (c_out (mkctx net hid)) m U) <->
  In v U /\ PM.mem w m = false /\ runs net e v w.
Proof.
  unfold links. rewrite in_flat_map, runs_enum, <- build_out_spec. split.
  - intros [x [Hx H]]. apply in_map_iff in H. destruct H as [[k z] [[= -> -> ->] H]].
    apply filter_In in H. destruct H as [H1 H2]. apply Bool.negb_true_iff in H2. auto.
  - intros (H1 & H2 & H3). exists v. split; [exact H1|]. apply in_map_iff. exists (e, w).
    split; [reflexivity|]. apply filter_In. split; [exact H3|]. cbn [snd]. rewrite H2. reflexivity.
Qed.

(** the flow across a set: what enters less what leaves is its balance *)
Lemma links_balance net hid th m U c : M net hid th -> mkset U = Some m -> csum (chmap hid) U = Some
  c ->
  Q2R c = sumL (fun p => sq th (fst p)) (links (c_in (mkctx net hid)) m U)
        - sumL (fun p => sq th (fst p)) (links (c_out (mkctx net hid)) m U).
Proof.
  intros HM Em Ec. destruct (mkset_sound U m Em) as [ND Hm].
  rewrite (csum_sound net hid th HM U c Ec), (cut_identity net m U (sq th) ND Hm).
  assert (E : forall a, sumL (sq th) (crossing a m U) = sumL (fun p => sq th (fst p)) (links a m
    U)).
  { intros a. unfold crossing, links. rewrite !sumL_flat_map. apply sumL_ext. intros v _.
    rewrite !sumL_map. reflexivity. }
  rewrite !E. reflexivity.
Qed.

Lemma elements_of_mem I v : In v (elements_of I) <-> PM.mem v I = true.
Proof.
  unfold elements_of. rewrite in_map_iff, PM.mem_find. split.
  - intros [[w a] [E H]]. cbn in E. subst w. apply PM.elements_complete in H. rewrite H.
    reflexivity.
  - destruct (PM.find v I) as [a|] eqn:E; [|discriminate]. intros _. exists (v, a).
    split; [reflexivity|]. now apply PM.elements_correct.
Qed.

(** W floats at a point of the variety, contains I and avoids O *)
Section State.
Variables (net : network) (hid : balance) (th : point) (W : list node).
Hypothesis HM : M net hid th.
Hypothesis HH : forall v, In v W -> hidden hid v.
Hypothesis HN : W <> nil.
Hypothesis HF : floats net th W.
Notation cx := (mkctx net hid).

Definition consistent (I O : nodes) : Prop :=
  (forall v, PM.mem v I = true -> In v W) /\ (forall v, PM.mem v O = true -> ~ In v W).

Lemma outside_sound I O v : consistent I O -> outside cx O v = true -> ~ In v W.
Proof.
  intros [_ HO]. unfold outside. intros H Hv. apply Bool.orb_true_iff in H. destruct H as [H|H].
  - exact (HO v H Hv).
  - destruct (HH v Hv) as [c Hc]. cbn [c_ch mkctx] in H. rewrite (chmap_complete hid v c Hc) in H.
    discriminate.
Qed.

Lemma dead_sound I O v w e : consistent I O -> dead cx I O v w = true ->
  runs net e v w \/ runs net e w v -> th e = 0.
Proof.
  intros HC H Hr. unfold dead in H. apply Bool.orb_true_iff in H.
  destruct H as [H|H]; apply andb_prop in H; destruct H as [H1 H2];
    apply (proj1 HC) in H1; apply (outside_sound I O _ HC) in H2;
    destruct Hr as [Hr|Hr]; apply (HF e _ _ Hr); tauto.
Qed.

Definition zero_sound (zero : nodes) : Prop := forall e, PM.mem e zero = true -> th e = 0.

Lemma closed_cut_sound I O zero k U c es : consistent I O -> zero_sound zero ->
  closed_cut cx I O zero k U = Some (c, es) ->
  Q2R (if k then c else Qopp c) = - sumL (fun p => sq th (fst p)) es.
Proof.
  intros HC HZ. unfold closed_cut. destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (c_ch cx) U) as [c'|] eqn:Ec; [|discriminate].
  destruct (forallb _ _) eqn:E; [|discriminate]. intros [= -> <-]. rewrite forallb_forall in E.
  pose proof (links_balance net hid th m U c HM Em Ec) as HB.
  assert (Z : sumL (fun p => sq th (fst p)) (if k then links (c_in cx) m U else links (c_out cx) m
    U) = 0).
  { apply sum_zero. intros [e [v w]] Hp. specialize (E _ Hp). cbn [fst snd] in E |- *.
    assert (T : th e = 0).
    { apply Bool.orb_true_iff in E. destruct E as [E|E]; [|exact (HZ e E)].
      apply (dead_sound I O v w e HC E). destruct k; [apply links_in in Hp|apply links_out in Hp];
        tauto. }
    unfold sq. rewrite T. ring. }
  destruct k; cbv iota in Z |- *; rewrite Z in HB; cbn [c_in c_out mkctx] in HB; rewrite ?Q2R_opp;
    lra.
Qed.

Lemma cut_refutes I O k U : consistent I O -> check_cut cx I O k U = true -> False.
Proof.
  intros HC. unfold check_cut. destruct (closed_cut _ _ _ _ _ _) as [[c es]|] eqn:E;
    [|discriminate].
  intros H. apply Qpos_sound in H.
  assert (HZ : zero_sound (PM.empty _)) by (intros e He; rewrite mem_empty in He; discriminate).
  rewrite (closed_cut_sound _ _ _ _ _ _ _ HC HZ E) in H.
  assert (0 <= sumL (fun p => sq th (fst p)) es) by (apply sum_nonneg; intros; apply sq_nonneg).
    lra.
Qed.

Lemma add_edges_mem (es : list (eid * (node * node))) : forall zero e,
  PM.mem e (fold_left (fun z p => PM.add (fst p) tt z) es zero) = true ->
  PM.mem e zero = true \/ exists q, In (e, q) es.
Proof.
  induction es as [|[k q] es IH]; cbn [fold_left]; intros zero e H; [now left|].
  apply IH in H. destruct H as [H|[r H]]; [|right; exists r; now right].
  cbn [fst] in H. rewrite mem_add in H. apply Bool.orb_true_iff in H.
    destruct H as [H|H]; [|now left].
  apply Pos.eqb_eq in H. subst k. right. exists q. now left.
Qed.

Lemma run_zeros_sound I O zeros : consistent I O -> forall zero zero',
  zero_sound zero -> run_zeros cx I O zeros zero = Some zero' -> zero_sound zero'.
Proof.
  intros HC. induction zeros as [|[k U] zeros IH]; cbn [run_zeros]; intros zero zero' HZ H.
  - injection H as <-. exact HZ.
  - destruct (closed_cut _ _ _ _ _ _) as [[c es]|] eqn:E; [|discriminate].
    destruct (Qzero c) eqn:Q0; [|discriminate]. apply Qzero_sound in Q0. refine (IH _ _ _ H).
    intros e He. apply add_edges_mem in He. destruct He as [He|[q He]]; [exact (HZ e He)|].
    apply (closed_cut_sound _ _ _ _ _ _ _ HC HZ) in E.
    assert (S : sumL (fun p => sq th (fst p)) es = 0) by (destruct k; rewrite ?Q2R_opp in E; lra).
    apply sq_zero. exact (sum_zero_each _ es (fun p _ => sq_nonneg th (fst p)) S _ He).
Qed.

(** in a final state W can only be I *)
Lemma final_sound I O : consistent I O -> connected_at net th W -> final cx I O = true ->
  (exists v, PM.mem v I = true) -> forall v, In v W -> PM.mem v I = true.
Proof.
  intros HC HK HX [v0 H0] v Hv. destruct (PM.mem v I) eqn:Ev; [reflexivity|]. exfalso.
  apply andb_prop in HX. destruct HX as [X1 X2]. rewrite forallb_forall in X1, X2.
  destruct (HK (fun x => PM.mem x I)) as (e & s & d & Hr & Hs & Hd & ne & _).
  - exists v0. split; [apply (proj1 HC), H0|exact H0].
  - exists v. auto.
  - destruct (PM.mem s I) eqn:Es, (PM.mem d I) eqn:Ed; try congruence.
    + apply (outside_sound I O d HC); [|exact Hd]. apply (X2 (e, (s, d))), links_out.
      rewrite elements_of_mem. auto.
    + apply (outside_sound I O s HC); [|exact Hs]. apply (X1 (e, (d, s))), links_in.
      rewrite elements_of_mem. auto.
Qed.

Lemma found_sound I O U : consistent I O -> connected_at net th W -> check_found cx I O U = true ->
  same_set U W.
Proof.
  intros HC HK. unfold check_found. destruct U as [|u0 U']; [discriminate|]. set (U := u0 :: U').
  destruct (mkset U) as [m|] eqn:Em; [|discriminate]. destruct (mkset_sound U m Em) as [_ Hm].
  rewrite !Bool.andb_true_iff, !forallb_forall. intros [[H1 H2] H3] v. split; intros Hv.
  - apply (proj1 HC), H2, Hv.
  - apply Hm, H3, elements_of_mem, (final_sound I O HC HK H1); [|exact Hv].
    exists u0. apply H2. now left.
Qed.

Lemma split_refutes I O part zeros : consistent I O -> connected_at net th W ->
  check_split cx I O part zeros = true -> False.
Proof.
  intros HC HK. unfold check_split. destruct part as [|p0 part']; [discriminate|].
  set (part := p0 :: part'). destruct (mkset part) as [m|] eqn:Em; [|discriminate].
  destruct (run_zeros _ _ _ _ _) as [zero|] eqn:Z; [|discriminate].
  destruct (mkset_sound part m Em) as [_ Hm].
  rewrite !Bool.andb_true_iff, !forallb_forall, existsb_exists.
    intros [[[[H1 H2] [r [R1 R2]]] H4] H5].
  apply elements_of_mem in R1. apply Bool.negb_true_iff in R2.
  assert (HZ : zero_sound zero).
  { refine (run_zeros_sound I O zeros HC _ _ _ Z). intros e He. rewrite mem_empty in He.
    discriminate. }
  assert (WI : forall v, In v W -> PM.mem v I = true).
  { apply (final_sound I O HC HK H1). exists r. exact R1. }
  destruct (HK (fun x => PM.mem x m)) as (e & s & d & Hr & Hs & Hd & ne & nz).
  - exists p0. split; [apply (proj1 HC), H2; now left|]. apply Hm. now left.
  - exists r. split; [apply (proj1 HC), R1|exact R2].
  - apply nz, HZ. destruct (PM.mem s m) eqn:Es, (PM.mem d m) eqn:Ed; try congruence.
    + assert (K : In (e, (s, d)) (links (c_out cx) m part)) by (apply links_out; rewrite <- Hm;
      auto).
      specialize (H5 _ K). cbn [fst snd] in H5. rewrite (WI d Hd) in H5. exact H5.
    + assert (K : In (e, (d, s)) (links (c_in cx) m part)) by (apply links_in; rewrite <- Hm; auto).
      specialize (H4 _ K). cbn [fst snd] in H4. rewrite (WI s Hs) in H4. exact H4.
Qed.

Lemma none_refutes sets I O : consistent I O -> check_leaf cx sets I O NoneLeaf = true -> False.
Proof.
  intros HC H. cbn [check_leaf] in H. apply andb_prop in H. destruct H as [_ H].
  rewrite forallb_forall in H.
  assert (E : exists w, In w W) by (destruct W as [|w W']; [contradiction|exists w; now left]).
  destruct E as [w Hw]. destruct (HH w Hw) as [c Hc]. pose proof (chmap_complete hid w c Hc) as K.
  rewrite PM.mem_find in K. destruct (PM.find w (chmap hid)) as [q|] eqn:E; [|discriminate].
  apply PM.elements_correct in E. specialize (H _ E). cbn [fst] in H. exact (proj2 HC w H Hw).
Qed.

Lemma leaf_sound (sets : PM.t (list node)) I O st : consistent I O -> connected_at net th W \/ plain
  st = true ->
  check_leaf cx sets I O st = true -> exists i U, PM.find i sets = Some U /\ same_set U W.
Proof.
  intros HC HP H. destruct st as [v|k U|i|part zeros|].
  - discriminate.
  - destruct (cut_refutes I O k U HC H).
  - cbn [check_leaf] in H. destruct (PM.find i sets) as [U|] eqn:E; [|discriminate].
    exists i, U. split; [exact E|]. destruct HP as [HP|HP]; [|discriminate].
      exact (found_sound I O U HC HP H).
  - destruct HP as [HP|HP]; [|discriminate]. destruct (split_refutes I O part zeros HC HP H).
  - destruct (none_refutes sets I O HC H).
Qed.

Lemma run_search_sound (sets : PM.t (list node)) steps : connected_at net th W \/ forallb plain
  steps = true ->
  forall stack, run_search cx sets steps stack = true ->
  (exists I O, In (I, O) stack /\ consistent I O) -> exists i U,
    PM.find i sets = Some U /\ same_set U W.
Proof.
  induction steps as [|st steps IH]; intros HP stack H (I & O & HS & HC).
  - destruct stack; [contradiction|discriminate].
  - assert (HP1 : connected_at net th W \/ plain st = true).
    { destruct HP as [HP|HP]; [now left|]. cbn [forallb] in HP. apply andb_prop in HP. tauto. }
    assert (HP2 : connected_at net th W \/ forallb plain steps = true).
    { destruct HP as [HP|HP]; [now left|]. cbn [forallb] in HP. apply andb_prop in HP. tauto. }
    specialize (IH HP2). destruct stack as [|[I0 O0] stack]; [discriminate|].
    assert (L : check_leaf cx sets I0 O0 st = true -> run_search cx sets steps stack = true ->
                exists i U, PM.find i sets = Some U /\ same_set U W).
    { intros HL HR. destruct HS as [[= -> ->]|HS]; [exact (leaf_sound sets I O st HC HP1 HL)|].
      apply (IH stack HR). eauto. }
    destruct st as [v|k U|i|part zeros|]; cbn [run_search] in H;
      try (destruct (check_leaf _ _ _ _ _) eqn:HL in H; [exact (L HL H)|discriminate]).
    destruct (_ && _ && _)%bool in H; [|discriminate]. apply (IH _ H).
    destruct HS as [[= -> ->]|HS]; [|exists I, O; split; [right; right; exact HS|exact HC]].
    destruct HC as [CI CO]. destruct (in_dec Pos.eq_dec v W) as [Hv|Hv].
    + exists (PM.add v tt I), O. split; [now left|]. split; [|exact CO].
      intros w Hw. rewrite mem_add in Hw. apply Bool.orb_true_iff in Hw.
        destruct Hw as [Hw|Hw]; [|auto].
      apply Pos.eqb_eq in Hw. now subst w.
    + exists I, (PM.add v tt O). split; [right; now left|]. split; [exact CI|].
      intros w Hw. rewrite mem_add in Hw. apply Bool.orb_true_iff in Hw.
        destruct Hw as [Hw|Hw]; [|auto].
      apply Pos.eqb_eq in Hw. now subst w.
Qed.

Lemma consistent_empty : consistent (PM.empty _) (PM.empty _).
Proof. split; intros v Hv; rewrite mem_empty in Hv; discriminate. Qed.
End State.

Lemma number_sets_in sets : forall i k U, PM.find k (number_sets sets i) = Some U -> In U sets.
Proof.
  induction sets as [|V sets IH]; cbn [number_sets]; intros i k U H; [rewrite PM.gempty in H;
    discriminate|].
  destruct (Pos.eq_dec k i) as [->|ne].
  - rewrite PM.gss in H. injection H as ->. now left.
  - rewrite PM.gso in H by exact ne. right. exact (IH _ _ _ H).
Qed.

(** *** Theorem (F=): every floating component at every point is one of the sets *)
Theorem check_complete_sound net hid sets steps : check_complete net hid sets steps = true ->
  forall th W, M net hid th -> floating_component net hid th W ->
  exists U, In U sets /\ forall v, In v U <-> In v W.
Proof.
  intros H th W HM (NE & _ & HH & HF & HK).
  destruct (run_search_sound net hid th W HM HH NE HF _ steps (or_introl HK) _ H) as (i & U & HU &
    HS).
  - exists (PM.empty _), (PM.empty _). split; [now left|apply consistent_empty].
  - exists U. split; [exact (number_sets_in _ _ _ _ HU)|exact HS].
Qed.

Corollary check_all_strata_sound net hid base strata steps :
  check_all_strata net hid base strata steps = true -> strata_are net hid (map fst strata) true.
Proof.
  intros H. apply andb_prop in H. destruct H as [H1 H2].
  destruct (check_strata_sound net hid base strata H1) as (S1 & S2 & _).
  split; [exact S1|]. split; [exact S2|]. intros _ W [th [HM HF]].
  exact (check_complete_sound net hid _ steps H2 th W HM HF).
Qed.

(** *** Theorem (N): no singular point *)
Theorem check_smooth_sound net hid steps : check_smooth net hid steps = true ->
  forall th, M net hid th -> regular_at net hid th.
Proof.
  unfold check_smooth. rewrite !Bool.andb_true_iff. intros [[Hn HP] H] th HM.
  apply nodup_hid_sound in Hn. split; [exact HM|]. exists (jac net th). split; [apply jac_ok|].
  intros y Hy v c Hc. destruct (Req_dec (y v) 0) as [E|ne]; [exact E|]. exfalso.
  destruct (kernel_floats net hid th _ y v c Hn (jac_ok net hid th) Hy Hc ne) as (W & Hv & _ & HH &
    HF).
  assert (NE : W <> nil) by (intros ->; contradiction).
  destruct (run_search_sound net hid th W HM HH NE HF _ steps (or_intror HP) _ H) as (i & U & HU &
    _).
  - exists (PM.empty _), (PM.empty _). split; [now left|apply consistent_empty].
  - apply number_sets_in in HU. contradiction.
Qed.

Corollary check_smooth_no_singular net hid steps : check_smooth net hid steps = true ->
  forall th, ~ singular_at net hid th.
Proof.
  intros H th [HM HD]. apply (check_smooth_sound net hid steps H) in HM.
  apply (regular_not_degenerate net hid th (proj1 HM)) in HM. exact (HM HD).
Qed.
