(** Edges that vanish at no regular point: the steps `weak` and `always_floating`.

    A derived cut whose edge is exactly at its bound forces the edges that cross its set the other
    way to their bounds: uses to theirs, all others to zero. If the uses are locks of the same kind,
    proved by such cuts themselves, the sets of these may be added one after the other; what remains
    is a set that no nonzero edge crosses except the edge of the cut. If that edge is zero as well,
    the set floats and the point is not regular.

    Locks of the other kind must not be used: in -> h -> out with c = -1 locks the second edge by an
    out-cut, which as a use would show that the first edge is weak; but it vanishes at the regular
    point (0, 1). *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory RegularPoints.

(** ** The checkers *)

(** A weak edge: the edges that enter (wk_in) or leave (not wk_in) wk_set are exactly wk_edge, the
    value of the cut is 0, and the uses are pure locks of the same kind. *)
Record weak := Weak { wk_in : bool; wk_edge : eid; wk_set : list node; wk_uses : list eid }.

Definition all_pure (pure : PM.t bool) (inward : bool) (us : list eid) : bool :=
  forallb (fun e => match PM.find e pure with Some k => Bool.eqb k inward | None => false end) us.

(** [nonzero] holds the edges that vanish at no regular point: the locked ones, then also the weak
    ones (with the value 0) *)
Fixpoint run_weak (cx : ctx) (lb : bounds) (pure : PM.t bool) (ws : list weak) (nonzero : bounds)
    : option bounds :=
  match ws with
  | nil => Some nonzero
  | w :: ws' =>
      match cut cx lb (wk_in w) (wk_set w) (wk_uses w) with
      | Some ([e], b) =>
          if Pos.eqb e (wk_edge w) && Qzero b && all_pure pure (wk_in w) (wk_uses w)
             && negb (PM.mem e nonzero)
          then run_weak cx lb pure ws' (PM.add e b nonzero) else None
      | _ => None
      end
  end.

Definition check_no_regular (net : network) (hid : balance) (inward : bool) (U : list node) :
  bool :=
  nodup_hid hid &&
  match U, cut (mkctx net hid) (PM.empty _) inward U nil with
  | _ :: _, Some (nil, b) => Qzero b
  | _, _ => false
  end.

(** ** Tight cuts *)

(** the edge as a cut of the kind sees it: first the end outside, then the end inside *)
Definition oriented (inward : bool) (p : node * node) : node * node :=
  if inward then p else (snd p, fst p).

Lemma sumL_sub_tight (x : point) us l : NoDup us -> incl us l -> (forall i, 0 <= x i) ->
  sumL x l <= sumL x us -> forall h, In h l -> ~ In h us -> x h = 0.
Proof.
  intros ND HI Hx HS h Hh Hn.
  assert (K : sumL x (h :: us) <= sumL x l).
  { apply sumL_sub; [constructor; assumption|exact Hx|]. intros k [<-|Hk]; auto. }
  simpl in K. specialize (Hx h). lra.
Qed.

Section Proofs.
Context (net : network) (hid : balance).

(** the edges of a cut, and the edges that cross its set the other way *)
Definition this_way (inward : bool) m U :=
  crossing (if inward then fst (build net 1%positive) else snd (build net 1%positive)) m U.
Definition other_way (inward : bool) m U :=
  crossing (if inward then snd (build net 1%positive) else fst (build net 1%positive)) m U.

Lemma this_way_spec inward m U e : In e (this_way inward m U) <->
  exists p, In (e, p) (enum net 1%positive) /\ In (snd (oriented inward p)) U /\
    PM.mem (fst (oriented inward p)) m = false.
Proof.
  unfold this_way, oriented. destruct inward; [rewrite crossing_in|rewrite crossing_out]; split.
  - intros [s [d H]]. exists (s, d). exact H.
  - intros [[s d] H]. exists s, d. exact H.
  - intros [s [d H]]. exists (s, d). exact H.
  - intros [[s d] H]. exists s, d. exact H.
Qed.

Lemma other_way_spec inward m U e : In e (other_way inward m U) <->
  exists p, In (e, p) (enum net 1%positive) /\ In (fst (oriented inward p)) U /\
    PM.mem (snd (oriented inward p)) m = false.
Proof.
  unfold other_way, oriented. destruct inward; [rewrite crossing_out|rewrite crossing_in]; split.
  - intros [s [d H]]. exists (s, d). exact H.
  - intros [[s d] H]. exists s, d. exact H.
  - intros [s [d H]]. exists (s, d). exact H.
  - intros [[s d] H]. exists s, d. exact H.
Qed.

Lemma usesum_tight lb m inward (x : point) : lb_below lb x -> forall us r,
  usesum (mkctx net hid) lb m inward us = Some r -> sumL x us <= Q2R r ->
  forall g q, In g us -> PM.find g lb = Some q -> x g = Q2R q.
Proof.
  intros HL. induction us as [|e us IH]; cbn [usesum]; intros r H HS g q Hg Hq; [contradiction|].
  destruct (PM.find e lb) as [b|] eqn:Eb; [|discriminate].
  destruct (opposite (mkctx net hid) m inward e); [|discriminate].
  destruct (usesum (mkctx net hid) lb m inward us) as [r'|] eqn:Er; [|discriminate].
  injection H as <-. rewrite Q2R_plus' in HS. simpl in HS.
  destruct (usesum_sound net hid lb m inward x HL us r' Er) as [K _].
  destruct (HL e b Eb) as [_ Ke]. destruct Hg as [<-|Hg].
  - rewrite Eb in Hq. injection Hq as <-. lra.
  - apply (IH r' eq_refl) with (g := g); auto. lra.
Qed.

(** a cut whose edges are together at its value *)
Lemma cut_tight x lb inward U us es b : Pol net hid x -> lb_below lb x ->
  cut (mkctx net hid) lb inward U us = Some (es, b) -> sumL x es = Q2R b ->
  exists m, mkset U = Some m /\ es = this_way inward m U /\
    (forall v, In v U -> PM.mem v (chmap hid) = true) /\
    (forall g, In g us -> In g (other_way inward m U) /\
       exists q, PM.find g lb = Some q /\ x g = Q2R q) /\
    (forall h, In h (other_way inward m U) -> ~ In h us -> x h = 0).
Proof.
  intros HX HL H HE. apply cut_inv in H. destruct H as (m & q & r & Em & Eq & ND & Er & Es & Eb).
  destruct (mkset_sound U m Em) as [NU Hm]. pose proof (csum_flow net hid x HX U q Eq) as HQ.
  rewrite (cut_identity net m U x NU Hm) in HQ.
  destruct (usesum_sound net hid lb m inward x HL us r Er) as [HR HO].
  assert (HI : incl us (other_way inward m U)).
  { intros e He. apply (opposite_crossing net hid); [exact Hm|apply HO, He]. }
  pose proof (sumL_sub x us ND _ (proj1 HX) HI) as HS.
  assert (HT : sumL x (other_way inward m U) <= Q2R r).
  { subst es. unfold other_way. destruct inward; lra. }
  exists m. split; [exact Em|]. split; [exact Es|]. split; [|split].
  - intros v Hv. destruct (csum_hid hid U q Eq v Hv) as [c Hc]. eapply chmap_complete, Hc.
  - intros g Hg. split; [apply HI, Hg|]. destruct (HO g Hg) as [_ HM]. rewrite PM.mem_find in HM.
    destruct (PM.find g lb) as [qg|] eqn:Eg; [|discriminate]. exists qg. split; [reflexivity|].
    eapply usesum_tight; eauto. lra.
  - eapply sumL_sub_tight; eauto; [apply HX|lra].
Qed.

(** ** Sets that no nonzero edge crosses but one *)

(** T holds hidden nodes only, one of them the inner end of f, and of the edges that cross it none
    but f is nonzero *)
Definition isolates (T : node -> bool) (inward : bool) (f : eid) (x : point) : Prop :=
  (forall v, T v = true -> PM.mem v (chmap hid) = true) /\
  (forall p, In (f, p) (enum net 1%positive) -> T (snd (oriented inward p)) = true) /\
  (forall h p, In (h, p) (enum net 1%positive) -> h <> f -> x h <> 0 ->
     T (fst (oriented inward p)) = T (snd (oriented inward p))).

Definition isolated (inward : bool) (f : eid) (x : point) : Prop :=
  exists T, isolates T inward f x.

(** add the sets of the uses one after the other *)
Lemma unite inward e x (U : list node) : forall us,
  (forall g, In g us -> isolated inward g x /\
     forall p, In (g, p) (enum net 1%positive) -> In (fst (oriented inward p)) U) ->
  forall T : node -> bool, (forall v, T v = true -> PM.mem v (chmap hid) = true) ->
  (forall v, In v U -> T v = true) ->
  (forall h p, In (h, p) (enum net 1%positive) -> x h <> 0 ->
     T (fst (oriented inward p)) = true -> T (snd (oriented inward p)) = false -> In h us) ->
  (forall h p, In (h, p) (enum net 1%positive) -> h <> e -> x h <> 0 ->
     T (fst (oriented inward p)) = false -> T (snd (oriented inward p)) = false) ->
  exists T' : node -> bool, (forall v, T' v = true -> PM.mem v (chmap hid) = true) /\
    (forall v, In v U -> T' v = true) /\
    (forall h p, In (h, p) (enum net 1%positive) -> h <> e -> x h <> 0 ->
       T' (fst (oriented inward p)) = T' (snd (oriented inward p))).
Proof.
  induction us as [|g us IH]; intros HU T T1 T2 T3 T4.
  - exists T. split; [exact T1|]. split; [exact T2|]. intros h p Hp ne Hx.
    destruct (T (fst (oriented inward p))) eqn:E1.
    + destruct (T (snd (oriented inward p))) eqn:E2; [reflexivity|].
      destruct (T3 h p Hp Hx E1 E2).
    + symmetry. eapply T4; eauto.
  - destruct (HU g (or_introl eq_refl)) as [[G [G1 [G2 G3]]] HgU].
    apply (IH (fun k Hk => HU k (or_intror Hk)) (fun v => T v || G v)%bool).
    + intros v Hv. apply Bool.orb_true_iff in Hv. destruct Hv; auto.
    + intros v Hv. now rewrite (T2 v Hv).
    + intros h p Hp Hx E1 E2. apply Bool.orb_false_iff in E2. destruct E2 as [E2 E3].
      destruct (Pos.eq_dec h g) as [->|ne]; [rewrite (G2 p Hp) in E3; discriminate|].
      specialize (G3 h p Hp ne Hx). rewrite E3 in G3. rewrite G3, Bool.orb_false_r in E1.
      destruct (T3 h p Hp Hx E1 E2) as [K|K]; [congruence|exact K].
    + intros h p Hp ne Hx E1. apply Bool.orb_false_iff in E1. destruct E1 as [E1 E2].
      rewrite (T4 h p Hp ne Hx E1). cbn [orb].
      destruct (Pos.eq_dec h g) as [->|ng].
      * rewrite (T2 _ (HgU p Hp)) in E1. discriminate.
      * now rewrite <- (G3 h p Hp ng Hx).
Qed.

(** a tight cut whose uses are isolated isolates its edge *)
Lemma tight_isolated x lb inward U us e b : Pol net hid x -> lb_below lb x ->
  cut (mkctx net hid) lb inward U us = Some ([e], b) -> x e = Q2R b ->
  (forall g q, In g us -> PM.find g lb = Some q -> x g = Q2R q -> isolated inward g x) ->
  isolated inward e x.
Proof.
  intros HX HL HC HE HI. assert (HE' : sumL x [e] = Q2R b) by (simpl; lra).
  destruct (cut_tight x lb inward U us [e] b HX HL HC HE') as (m & Em & Es & HH & HG & HO).
  destruct (mkset_sound U m Em) as [_ Hm].
  destruct (unite inward e x U us) with (T := fun v => PM.mem v m) as (T & T1 & T2 & T3).
  - intros g Hg. destruct (HG g Hg) as [K1 [q [K2 K3]]]. split; [eapply HI; eauto|].
    intros p Hp. apply other_way_spec in K1. destruct K1 as [p' [Hp' [K1 _]]].
    now rewrite (enum_fun _ _ _ _ _ Hp Hp').
  - intros v Hv. apply HH, Hm, Hv.
  - intros v Hv. apply Hm, Hv.
  - intros h p Hp Hx E1 E2. destruct (in_dec Pos.eq_dec h us) as [I|I]; [exact I|].
    exfalso. apply Hx. apply HO; [|exact I]. apply other_way_spec. exists p.
    split; [exact Hp|]. split; [apply Hm, E1|exact E2].
  - intros h p Hp ne Hx E1. destruct (PM.mem (snd (oriented inward p)) m) eqn:E2; [|reflexivity].
    exfalso. apply ne. assert (K : In h [e]); [|destruct K as [K|[]]; congruence].
    rewrite Es. apply this_way_spec. exists p. split; [exact Hp|]. split; [apply Hm, E2|exact E1].
  - exists T. split; [exact T1|]. split; [|exact T3]. intros p Hp. apply T2.
    assert (K : In e (this_way inward m U)) by (rewrite <- Es; now left).
    apply this_way_spec in K. destruct K as [p' [Hp' [K _]]].
    now rewrite (enum_fun _ _ _ _ _ Hp Hp').
Qed.

(** a nonempty set that no nonzero edge crosses is not joined to the ground *)
Lemma floats_not_connected x (T : node -> bool) v : T v = true ->
  (forall w, T w = true -> PM.mem w (chmap hid) = true) ->
  (forall h s d, In (h, (s, d)) (enum net 1%positive) -> x h <> 0 -> T s = T d) ->
  ~ connects net hid x.
Proof.
  intros Hv HT HX HC. set (Y := fun w => if T w then 1 else 0).
  assert (K : Y v = 0).
  { apply HC.
    - intros w Hw. unfold Y. destruct (T w) eqn:E; [|reflexivity]. red in Hw.
      rewrite (HT w E) in Hw. discriminate.
    - intros h s d Hp Hh. unfold Y. now rewrite (HX h s d Hp Hh). }
  unfold Y in K. rewrite Hv in K. lra.
Qed.

Lemma isolated_zero inward e x : valid net e -> isolated inward e x -> x e = 0 ->
  ~ connects net hid x.
Proof.
  intros He [T [T1 [T2 T3]]] Hz. destruct (valid_enum net e He) as [p Hp].
  apply (floats_not_connected x T (snd (oriented inward p))); [apply T2, Hp|exact T1|].
  intros h s d Hh Hx. assert (ne : h <> e) by (intros ->; contradiction).
  specialize (T3 h (s, d) Hh ne Hx). unfold oriented in T3.
  destruct inward; simpl in T3; congruence.
Qed.

(** ** Pure locks *)
Definition pure_sound (lb : bounds) (pure : PM.t bool) (x : point) : Prop :=
  forall g k, PM.find g pure = Some k ->
  exists q, PM.find g lb = Some q /\ (x g = Q2R q -> isolated k g x).

Lemma all_pure_isolated lb pure inward us x : pure_sound lb pure x ->
  all_pure pure inward us = true ->
  forall g q, In g us -> PM.find g lb = Some q -> x g = Q2R q -> isolated inward g x.
Proof.
  intros HP HA g q Hg Hq Hx. unfold all_pure in HA. rewrite forallb_forall in HA.
  specialize (HA g Hg).
  cbv beta in HA. destruct (PM.find g pure) as [k|] eqn:E; [|discriminate].
  apply Bool.eqb_prop in HA.
  subst k. destruct (HP g inward E) as [q' [Hq' K]]. rewrite Hq' in Hq. injection Hq as <-. auto.
Qed.

Lemma pure_locks_sound x : Pol net hid x -> forall steps lb pure lb',
  run_locks (mkctx net hid) steps lb = Some lb' -> lb_below lb x -> pure_sound lb pure x ->
  lb_below lb' x /\ pure_sound lb' (pure_locks steps pure) x.
Proof.
  intros HX. induction steps as [|l steps IH]; intros lb pure lb' H HL HP.
  - injection H as <-. auto.
  - apply run_locks_step in H. destruct H as (b & E & Hb & Hb0 & Hn & H).
    apply (IH _ _ _ H); clear IH H.
    + intros k q Hk. destruct (Pos.eq_dec k (lk_edge l)) as [->|ne].
      * rewrite PM.gss in Hk. injection Hk as <-.
        pose proof (cut_flow _ _ _ _ _ _ _ _ _ HX HL E) as K. simpl in K. lra.
      * rewrite PM.gso in Hk by exact ne. apply HL, Hk.
    + assert (Old : forall g k, PM.find g pure = Some k ->
        exists q, PM.find g (PM.add (lk_edge l) (lk_bound l) lb) = Some q /\
          (x g = Q2R q -> isolated k g x)).
      { intros g k Hg. destruct (HP g k Hg) as [q [Hq K]]. exists q. split; [|exact K].
        rewrite PM.gso; [exact Hq|]. intros ->. rewrite PM.mem_find, Hq in Hn. discriminate. }
      fold (all_pure pure (lk_in l) (lk_uses l)).
      destruct (all_pure pure (lk_in l) (lk_uses l)) eqn:A; [|exact Old].
      intros g k Hg. destruct (Pos.eq_dec g (lk_edge l)) as [->|ne].
      * rewrite PM.gss in Hg. injection Hg as <-. exists (lk_bound l). split; [apply PM.gss|].
        intros Hx. eapply tight_isolated; eauto; [lra|]. eapply all_pure_isolated; eauto.
      * rewrite PM.gso in Hg by exact ne. apply Old, Hg.
Qed.

Lemma locks_pure x locks lb : Pol net hid x ->
  run_locks (mkctx net hid) locks (PM.empty _) = Some lb ->
  lb_below lb x /\ pure_sound lb (pure_locks locks (PM.empty _)) x.
Proof.
  intros HX H. eapply pure_locks_sound; eauto; [apply lb_below_empty|].
  intros g k Hg. rewrite PM.gempty in Hg. discriminate.
Qed.

(** *** Theorem (W): locked and weak edges are nonzero at every regular point *)
Lemma run_weak_sound locks lb : run_locks (mkctx net hid) locks (PM.empty _) = Some lb ->
  forall ws nz nz', run_weak (mkctx net hid) lb (pure_locks locks (PM.empty _)) ws nz = Some nz' ->
  (forall e, PM.mem e nz = true -> valid net e /\ forall x, Reg net hid x -> x e <> 0) ->
  (forall e, PM.mem e nz' = true -> valid net e /\ forall x, Reg net hid x -> x e <> 0).
Proof.
  intros HL. induction ws as [|w ws IH]; cbn [run_weak]; intros nz nz' H HN.
  - injection H as <-. exact HN.
  - destruct (cut (mkctx net hid) lb (wk_in w) (wk_set w) (wk_uses w)) as [[[|e [|]] b]|] eqn:E;
      try discriminate.
    match type of H with (if ?g then _ else _) = _ => destruct g eqn:G; [|discriminate] end.
    apply andb_prop in G. destruct G as [G _]. apply andb_prop in G. destruct G as [G G3].
    apply andb_prop in G. destruct G as [_ G2]. apply Qzero_sound in G2.
    apply (IH _ _ H). intros k Hk. rewrite mem_add in Hk.
    apply Bool.orb_true_iff in Hk. destruct Hk as [Hk|Hk]; [|apply HN, Hk].
    apply Pos.eqb_eq in Hk. subst k.
    assert (HV : valid net e) by (eapply cut_valid; [exact E|now left]). split; [exact HV|].
    intros x [HX HC] Z. destruct (locks_pure x locks lb HX HL) as [HB HP].
    apply (isolated_zero (wk_in w) e x HV); [|exact Z|exact HC].
    eapply tight_isolated; eauto; [lra|]. eapply all_pure_isolated; eauto.
Qed.

Lemma locks_nonzero locks lb : run_locks (mkctx net hid) locks (PM.empty _) = Some lb ->
  forall e, PM.mem e lb = true -> valid net e /\ forall x, Reg net hid x -> x e <> 0.
Proof.
  intros H e He. destruct (run_locks_empty net hid locks lb H) as [HV _]. split; [apply HV, He|].
  intros x [HX _]. destruct (locks_pure x locks lb HX H) as [HB _]. rewrite PM.mem_find in He.
  destruct (PM.find e lb) as [q|] eqn:E; [|discriminate]. destruct (HB e q E). lra.
Qed.
End Proofs.

(** *** Theorem (N): no regular point *)
Theorem check_no_regular_sound net hid inward U : check_no_regular net hid inward U = true ->
  forall th, ~ regular_at net hid th.
Proof.
  unfold check_no_regular. intros H th HR. apply andb_prop in H. destruct H as [ND H].
  apply nodup_hid_sound in ND. destruct (regular_Reg net hid th ND HR) as [HX HC].
  destruct U as [|u U]; [discriminate|].
  destruct (cut (mkctx net hid) (PM.empty _) inward (u :: U) nil) as [[[|] b]|] eqn:E;
    try discriminate.
  apply Qzero_sound in H. assert (HS : sumL (sq th) [] = Q2R b) by (simpl; lra).
  destruct (cut_tight net hid (sq th) _ inward (u :: U) nil nil b HX (lb_below_empty _) E HS)
    as (m & Em & Es & HH & _ & HO).
  destruct (mkset_sound _ m Em) as [_ Hm].
  revert HC. apply (floats_not_connected net hid (sq th) (fun v => PM.mem v m) u).
  - apply Hm. now left.
  - intros w Hw. apply HH, Hm, Hw.
  - assert (K : forall h p, In (h, p) (enum net 1%positive) -> sq th h <> 0 ->
      PM.mem (fst (oriented inward p)) m = PM.mem (snd (oriented inward p)) m).
    { intros h p Hp Hx. destruct (PM.mem (fst (oriented inward p)) m) eqn:E1,
        (PM.mem (snd (oriented inward p)) m) eqn:E2; try reflexivity; exfalso.
      - apply Hx, HO; [|auto]. apply other_way_spec. exists p.
        split; [exact Hp|]. split; [apply Hm, E1|exact E2].
      - assert (K : In h nil); [|contradiction]. rewrite Es. apply this_way_spec. exists p.
        split; [exact Hp|]. split; [apply Hm, E2|exact E1]. }
    intros h s d Hp Hx. specialize (K h (s, d) Hp Hx). unfold oriented in K.
    destruct inward; simpl in K; congruence.
Qed.
