(** Detachable sets: floating components at some point of the variety.

    The evidence is a flow, given as a sparse difference to a base flow, that vanishes on every edge
    that crosses the set and whose positive edges connect it. The checker searches the set from its
    first node along positive edges; every node is put on the stack once, so the list of the nodes
    serves as fuel, and the cost is that of the edges at the nodes of the set. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory Floating.

(** ** The statement about a list of strata: what a reader must trust *)

(** the sets are detachable and no two of them are equal; if [complete], there are no others *)
Definition strata_are (net : network) (hid : balance) (sets : list (list node)) (complete : bool)
    : Prop :=
  ForallOrdPairs (fun U W => ~ same_set U W) sets /\
  (forall U, In U sets -> detachable net hid U) /\
  (complete = true -> forall W, detachable net hid W -> exists U, In U sets /\ same_set U W).

(** ** The checker *)

(** put the unseen neighbours inside [m] along nonzero edges on the stack *)
Fixpoint push (m : PM.t unit) (ym : PM.t Q) (l : list (eid * node)) (stack : list node)
    (seen : PM.t unit) : list node * PM.t unit :=
  match l with
  | nil => (stack, seen)
  | (e, w) :: l' =>
      if PM.mem w m && negb (PM.mem w seen) && negb (Qzero (get 0%Q e ym))
      then push m ym l' (w :: stack) (PM.add w tt seen)
      else push m ym l' stack seen
  end.

Fixpoint grow (cx : ctx) (m : PM.t unit) (ym : PM.t Q) (fuel stack : list node) (seen : PM.t unit)
    : PM.t unit :=
  match fuel, stack with
  | _ :: fuel', v :: stack' =>
      let r := push m ym (get nil v (c_in cx)) stack' seen in
      let r' := push m ym (get nil v (c_out cx)) (fst r) (snd r) in
      grow cx m ym fuel' (fst r') (snd r')
  | _, _ => seen
  end.

(** the set floats at the flow [ym], and its nonzero edges connect it *)
Definition check_component (cx : ctx) (ym : PM.t Q) (U : list node) : bool :=
  match U, mkset U, csum (c_ch cx) U with
  | root :: _, Some m, Some _ =>
      forallb (fun e => Qzero (get 0%Q e ym)) (crossing (c_in cx) m U) &&
      forallb (fun e => Qzero (get 0%Q e ym)) (crossing (c_out cx) m U) &&
      let seen := grow cx m ym U [root] (PM.add root tt (PM.empty _)) in
      forallb (fun v => PM.mem v seen) U
  | _, _, _ => false
  end.

Definition stratum_step (cx : ctx) (xm : PM.t Q) (stratum : list node * list (eid * Q)) : bool :=
  match check_diff cx xm (snd stratum) with
  | Some ym => check_component cx ym (fst stratum)
  | None => false
  end.

Definition check_stratum (net : network) (hid : balance) (base : list (eid * Q)) (set : list node)
    (difference : list (eid * Q)) : bool :=
  let cx := mkctx net hid in
  check_base cx hid base && stratum_step cx (mkpt base) (set, difference).

(** increasing lists are equal if they have the same elements; a trie finds equal lists *)
Inductive trie := Trie (here : bool) (next : PM.t trie).
Definition here (t : trie) := match t with Trie b _ => b end.
Definition next (t : trie) := match t with Trie _ n => n end.
Definition leaf := Trie false (PM.empty _).

Fixpoint trie_mem (U : list node) (t : trie) : bool :=
  match U with
  | nil => here t
  | v :: U' => match PM.find v (next t) with Some t' => trie_mem U' t' | None => false end
  end.

Fixpoint trie_add (U : list node) (t : trie) : trie :=
  match U with
  | nil => Trie true (next t)
  | v :: U' => Trie (here t) (PM.add v (trie_add U' (get leaf v (next t))) (next t))
  end.

Fixpoint distinct_sets (sets : list (list node)) (t : trie) : bool :=
  match sets with
  | nil => true
  | U :: sets' => increasing U && negb (trie_mem U t) && distinct_sets sets' (trie_add U t)
  end.

Definition check_strata (net : network) (hid : balance) (base : list (eid * Q))
    (strata : list (list node * list (eid * Q))) : bool :=
  let cx := mkctx net hid in
  let xm := mkpt base in
  check_base cx hid base && forallb (stratum_step cx xm) strata &&
  distinct_sets (map fst strata) leaf.

(** ** Soundness of the search for connectedness *)

Section Grow.
Variables (net : network) (hid : balance) (m : PM.t unit) (ym : PM.t Q) (A : node -> bool) (a :
  bool).

(** no nonzero edge inside the set joins the two parts of [A] *)
Hypothesis same_side : forall e s d, runs net e s d -> PM.mem s m = true -> PM.mem d m = true ->
  xf ym e <> 0 -> A s = A d.

Definition all_on_side (stack : list node) (seen : PM.t unit) : Prop :=
  (forall v, In v stack -> PM.mem v m = true /\ A v = a) /\
  (forall v, PM.mem v seen = true -> A v = a).

Lemma push_side l : forall stack seen, all_on_side stack seen ->
  (forall e w, In (e, w) l -> PM.mem w m = true -> xf ym e <> 0 -> A w = a) ->
  all_on_side (fst (push m ym l stack seen)) (snd (push m ym l stack seen)).
Proof.
  induction l as [|[e w] l IH]; cbn [push]; intros stack seen HS HL; [exact HS|].
  assert (HL' : forall e0 w0, In (e0, w0) l -> PM.mem w0 m = true -> xf ym e0 <> 0 -> A w0 = a)
    by (intros; eapply HL; [right; eassumption|..]; assumption).
  destruct (_ && _ && _)%bool eqn:G; [|now apply IH].
  rewrite !Bool.andb_true_iff in G. destruct G as [[G1 _] G2].
  assert (HA : A w = a).
  { apply (HL e w (or_introl eq_refl) G1). apply Bool.negb_true_iff, Qzero_false in G2. exact G2. }
  apply IH; [|exact HL']. destruct HS as [S1 S2]. split.
  - intros v [<-|Hv]; auto.
  - intros v Hv. rewrite mem_add in Hv. apply Bool.orb_true_iff in Hv.
    destruct Hv as [Hv|Hv]; [|auto].
    apply Pos.eqb_eq in Hv. now subst v.
Qed.

Lemma grow_side fuel : forall stack seen, all_on_side stack seen ->
  forall v, PM.mem v (grow (mkctx net hid) m ym fuel stack seen) = true -> A v = a.
Proof.
  induction fuel as [|x fuel IH]; cbn [grow]; intros stack seen HS; [apply HS|].
  destruct stack as [|v stack]; [apply HS|]. destruct HS as [S1 S2].
  destruct (S1 v (or_introl eq_refl)) as [Hv Ha].
  apply IH, push_side; [apply push_side|].
  - split; [intros w Hw; apply S1; now right|exact S2].
  - intros e w Hw Hm Hx. apply build_in_spec, runs_enum in Hw. rewrite <- Ha.
    eapply same_side; eassumption.
  - intros e w Hw Hm Hx. apply build_out_spec, runs_enum in Hw. rewrite <- Ha. symmetry.
    eapply same_side; eassumption.
Qed.
End Grow.

(** ** Soundness of a stratum *)

Lemma out_of_map (m : PM.t unit) U v : (forall w, PM.mem w m = true <-> In w U) ->
  (PM.mem v m = false <-> ~ In v U).
Proof. intros Hm. rewrite <- Hm. destruct (PM.mem v m); intuition discriminate. Qed.

Lemma check_component_sound net hid ym U th : (forall i, th i = 0 <-> xf ym i = 0) ->
  check_component (mkctx net hid) ym U = true -> floating_component net hid th U.
Proof.
  intros HT. unfold check_component. destruct U as [|root U']; [discriminate|].
    set (U := root :: U').
  destruct (mkset U) as [m|] eqn:Em; [|discriminate].
  destruct (csum (c_ch (mkctx net hid)) U) as [c|] eqn:Ec; [|discriminate]. intros H.
  apply andb_prop in H. destruct H as [H HS]. apply andb_prop in H. destruct H as [HI HO].
  rewrite forallb_forall in HI, HO, HS. destruct (mkset_sound U m Em) as [ND Hm].
  split; [discriminate|]. split; [exact ND|]. split; [exact (csum_hid hid U c Ec)|]. split.
  - intros e s d Hr Hx. apply HT. destruct (in_dec Pos.eq_dec s U) as [I|I].
    + apply Qzero_sound, HO, crossing_out. exists s, d. rewrite out_of_map by exact Hm.
      apply runs_enum in Hr. tauto.
    + apply Qzero_sound, HI, crossing_in. exists s, d. rewrite out_of_map by exact Hm.
      apply runs_enum in Hr. destruct (in_dec Pos.eq_dec d U); tauto.
  - intros A [v [Hv Av]] [w [Hw Aw]].
    destruct (existsb (fun p => PM.mem (fst (snd p)) m && PM.mem (snd (snd p)) m
      && xorb (A (fst (snd p))) (A (snd (snd p))) && negb (Qzero (get 0%Q (fst p) ym)))
      (enum net 1%positive)) eqn:X.
    + apply existsb_exists in X. destruct X as [[e [s d]] [He X]]. cbn [fst snd] in X.
      rewrite !Bool.andb_true_iff in X. destruct X as [[[X1 X2] X3] X4].
      exists e, s, d. split; [now apply runs_enum|]. split; [now apply Hm|]. split; [now apply Hm|].
      split; [intros E; rewrite E, Bool.xorb_nilpotent in X3; discriminate|].
      intros Z. apply HT in Z. apply Bool.negb_true_iff, Qzero_false in X4. contradiction.
    + exfalso. assert (S : forall x, In x U -> A x = A root).
      { intros x Hx. refine (grow_side net hid m ym A (A root) _ U [root] _ _ x (HS x Hx)).
        - intros e s d Hr Hs Hd Hn. destruct (Bool.bool_dec (A s) (A d)) as [E|ne]; [exact E|].
          apply runs_enum in Hr. exfalso. assert (T : false = true); [|discriminate]. rewrite <- X.
          apply existsb_exists. exists (e, (s, d)). split; [exact Hr|]. cbn [fst snd].
            rewrite Hs, Hd.
          destruct (Qzero (get 0%Q e ym)) eqn:Q0; [apply Qzero_sound in Q0; contradiction|].
          destruct (A s), (A d); congruence || reflexivity.
        - split.
          + intros x' [<-|[]]. split; [apply Hm; now left|reflexivity].
          + intros x' Hx'. rewrite mem_add, mem_empty, Bool.orb_false_r in Hx'.
            apply Pos.eqb_eq in Hx'. now subst x'. }
      rewrite (S v Hv) in Av. rewrite (S w Hw) in Aw. congruence.
Qed.

Lemma stratum_step_sound net hid xm st : Pol net hid (xf xm) ->
  stratum_step (mkctx net hid) xm st = true -> detachable net hid (fst st).
Proof.
  intros HX. unfold stratum_step.
  destruct (check_diff (mkctx net hid) xm (snd st)) as [ym|] eqn:E; [|discriminate]. intros H.
  pose proof (check_diff_sound net hid xm _ ym HX E) as HY.
  exists (pt one (xf ym)). split; [apply pt_M; [apply one_sign|exact HY]|].
  apply (check_component_sound net hid ym); [|exact H].
  intros i. apply pt_zero; [apply one_sign|apply HY].
Qed.

(** *** Theorem (F): a detachable set *)
Theorem check_stratum_sound net hid base set difference :
  check_stratum net hid base set difference = true ->
  exists th, M net hid th /\ floating_component net hid th set.
Proof.
  unfold check_stratum. intros H. apply andb_prop in H. destruct H as [Hb H].
  apply check_base_sound in Hb. exact (stratum_step_sound net hid _ (set, difference) Hb H).
Qed.

(** so the variety has a singular point *)
Corollary check_stratum_singular net hid base set difference : nodup_hid hid = true ->
  check_stratum net hid base set difference = true -> exists th, singular_at net hid th.
Proof.
  intros Hn H. apply nodup_hid_sound in Hn.
  destruct (check_stratum_sound net hid base set difference H) as [th [HM HF]].
  exists th. exact (component_singular net hid th set Hn HM HF).
Qed.

(** ** Different sets *)

Lemma trie_mem_leaf U : trie_mem U leaf = false.
Proof. destruct U as [|v U]; [reflexivity|]. cbn. rewrite PM.gempty. reflexivity. Qed.

Lemma trie_mem_add U : forall W t, trie_mem W t = true \/ W = U -> trie_mem W (trie_add U t) = true.
Proof.
  induction U as [|u U IH]; intros W t H; destruct W as [|w W]; cbn [trie_add trie_mem here next];
    try reflexivity; try (destruct H as [H|H]; [exact H|discriminate]).
  - destruct H as [H|E].
    + cbn [trie_mem] in H. destruct (Pos.eq_dec w u) as [->|ne].
      * rewrite PM.gss. apply IH. left. unfold get. destruct (PM.find u (next t));
        [exact H|discriminate].
      * rewrite PM.gso by exact ne. exact H.
    + injection E as -> ->. rewrite PM.gss. apply IH. now right.
Qed.

Lemma increasing_same U : forall W, increasing U = true -> increasing W = true ->
  same_set U W -> U = W.
Proof.
  induction U as [|u U IH]; intros [|w W] HU HW HS; [reflexivity|..].
  - exfalso. apply (HS w). now left.
  - exfalso. apply (HS u). now left.
  - pose proof (increasing_above _ _ HU) as LU. pose proof (increasing_above _ _ HW) as LW.
    apply increasing_tail in HU, HW.
    assert (E : u = w).
    { destruct (proj1 (HS u) (or_introl eq_refl)) as [E|I]; [congruence|]. apply LW in I.
      destruct (proj2 (HS w) (or_introl eq_refl)) as [E|J]; [congruence|]. apply LU in J. lia. }
    subst w. f_equal. apply IH; [exact HU|exact HW|]. intros v. split; intros Hv.
    + destruct (proj1 (HS v) (or_intror Hv)) as [E|I]; [|exact I]. apply LU in Hv. subst v. lia.
    + destruct (proj2 (HS v) (or_intror Hv)) as [E|I]; [|exact I]. apply LW in Hv. subst v. lia.
Qed.

Lemma distinct_sets_sound sets : forall t, distinct_sets sets t = true ->
  ForallOrdPairs (fun U W => ~ same_set U W) sets /\
  (forall U, In U sets -> increasing U = true /\ trie_mem U t = false).
Proof.
  induction sets as [|U sets IH]; cbn [distinct_sets]; intros t H.
  - split; [constructor|contradiction].
  - rewrite !Bool.andb_true_iff in H. destruct H as [[H1 H2] H3]. apply Bool.negb_true_iff in H2.
    destruct (IH _ H3) as [I1 I2]. split.
    + constructor; [|exact I1]. apply Forall_forall. intros W HW HS. destruct (I2 W HW) as [K1 K2].
      apply (increasing_same U W H1 K1) in HS. rewrite trie_mem_add in K2; [discriminate|].
        now right.
    + intros W [<-|HW]; [auto|]. destruct (I2 W HW) as [K1 K2]. split; [exact K1|].
      destruct (trie_mem W t) eqn:E; [|reflexivity]. rewrite trie_mem_add in K2; [discriminate|].
        now left.
Qed.

(** *** Theorem (F+): a list of different detachable sets *)
Theorem check_strata_sound net hid base strata : check_strata net hid base strata = true ->
  strata_are net hid (map fst strata) false.
Proof.
  unfold check_strata. intros H. rewrite !Bool.andb_true_iff in H. destruct H as [[Hb HS] HD].
  apply check_base_sound in Hb. rewrite forallb_forall in HS.
  destruct (distinct_sets_sound _ _ HD) as [D _]. split; [exact D|]. split; [|discriminate].
  intros U HU. apply in_map_iff in HU. destruct HU as [st [<- Hst]].
  exact (stratum_step_sound net hid _ st Hb (HS st Hst)).
Qed.
