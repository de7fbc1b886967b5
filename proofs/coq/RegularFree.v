(** Edges that vanish at a regular point: the steps `interior`, `interior_forest`, `regular_free`
    and `bypass`.

    The point y = interior + difference may lose edges of the interior point. If the ends of every
    lost edge stay joined along edges that are positive in y (its detour), y is regular too. When
    the amount of a bypassed edge is moved to its bypass, the bypass is such a detour. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory RegularPoints.

(** ** The checkers *)

(** all nodes that are not hidden count as one *)
Definition same_node (hidden : PM.t Q) (v w : node) : bool :=
  Pos.eqb v w || (negb (PM.mem v hidden) && negb (PM.mem w hidden)).

(** a walk along nonzero edges, directions ignored, from [v] to [goal] *)
Fixpoint check_walk (cx : ctx) (ym : PM.t Q) (v goal : node) (walk : list eid) : bool :=
  match walk with
  | nil => same_node (c_ch cx) v goal
  | e :: walk' =>
      match PM.find e (c_et cx) with
      | Some (s, d) =>
          if Qzero (get 0%Q e ym) then false
          else if same_node (c_ch cx) v s then check_walk cx ym d goal walk'
          else if same_node (c_ch cx) v d then check_walk cx ym s goal walk'
          else false
      | None => false
      end
  end.

(** the edges of the difference that are lost have detours, in order, and only they *)
Fixpoint check_detours (cx : ctx) (xm ym : PM.t Q) (d : list (eid * Q))
    (detours : list (eid * list eid)) : bool :=
  match d with
  | nil => match detours with nil => true | _ => false end
  | (e, _) :: d' =>
      if Qzero (get 0%Q e ym) && negb (Qzero (get 0%Q e xm))
      then match detours, PM.find e (c_et cx) with
           | (f, walk) :: detours', Some (s, t) =>
               if Pos.eqb e f && check_walk cx ym s t walk
               then check_detours cx xm ym d' detours' else false
           | _, _ => false
           end
      else check_detours cx xm ym d' detours
  end.

Definition witness : Type := list (eid * Q) * list (eid * list eid).

(** marks in [fr] the edges that vanish at a regular point *)
Fixpoint run_regular_free (cx : ctx) (xm : PM.t Q) (ws : list witness) (fr : PM.t unit)
    : option (PM.t unit) :=
  match ws with
  | nil => Some fr
  | (d, detours) :: ws' =>
      match check_diff cx xm d with
      | Some ym => if check_detours cx xm ym d detours
                   then run_regular_free cx xm ws' (mark_zeros ym d fr) else None
      | None => None
      end
  end.

(** ** Soundness *)
Section Proofs.
Context (net : network) (hid : balance).

Lemma same_node_sound v w (Y : node -> R) : grounded hid Y ->
  same_node (chmap hid) v w = true -> Y v = Y w.
Proof.
  intros HG H. unfold same_node in H. apply Bool.orb_true_iff in H. destruct H as [H|H].
  - apply Pos.eqb_eq in H. now subst w.
  - apply andb_prop in H. destruct H as [Hv Hw]. apply Bool.negb_true_iff in Hv, Hw.
    now rewrite (HG v Hv), (HG w Hw).
Qed.

Lemma check_walk_sound ym (Y : node -> R) goal : grounded hid Y -> constant_along net (xf ym) Y ->
  forall walk v, check_walk (mkctx net hid) ym v goal walk = true -> Y v = Y goal.
Proof.
  intros HG HC. induction walk as [|e walk IH]; intros v; cbn [check_walk c_et c_ch mkctx].
  - apply same_node_sound, HG.
  - destruct (PM.find e (etab net 1%positive)) as [[s d]|] eqn:E; [|discriminate].
    apply etab_enum in E.
    destruct (Qzero (get 0%Q e ym)) eqn:Z; [discriminate|]. apply Qzero_false in Z.
    specialize (HC e s d E Z).
    destruct (same_node (chmap hid) v s) eqn:S1.
    + intros H. rewrite (same_node_sound _ _ _ HG S1), <- HC. now apply IH.
    + destruct (same_node (chmap hid) v d) eqn:S2; [|discriminate].
      intros H. rewrite (same_node_sound _ _ _ HG S2), HC. now apply IH.
Qed.

Lemma check_detours_sound xm ym (Y : node -> R) : grounded hid Y -> constant_along net (xf ym) Y ->
  forall d detours, check_detours (mkctx net hid) xm ym d detours = true ->
  forall e q, In (e, q) d -> forall s t, In (e, (s, t)) (enum net 1%positive) ->
  xf xm e <> 0 -> Y t = Y s.
Proof.
  intros HG HC. induction d as [|[f p] d IH]; intros detours H e q He s t Hst Hx; [contradiction|].
  cbn [check_detours c_et mkctx] in H.
  destruct (Qzero (get 0%Q f ym) && negb (Qzero (get 0%Q f xm)))%bool eqn:L.
  - destruct detours as [|[g walk] detours]; [discriminate|].
    destruct (PM.find f (etab net 1%positive)) as [[a b]|] eqn:E; [|discriminate].
    destruct (Pos.eqb f g && check_walk (mkctx net hid) ym a b walk)%bool eqn:G; [|discriminate].
    apply andb_prop in G. destruct G as [_ G]. destruct He as [He|He]; [|eapply IH; eauto].
    injection He as -> ->. apply etab_enum in E.
    pose proof (enum_fun _ _ _ _ _ Hst E) as K. injection K as -> ->.
    symmetry. eapply check_walk_sound; eauto.
  - destruct He as [He|He]; [|eapply IH; eauto].
    injection He as -> ->. apply (HC e s t Hst). intros Z.
    destruct (Qzero (get 0%Q e ym)) eqn:Z1; [|apply Qzero_false in Z1; contradiction].
    destruct (Qzero (get 0%Q e xm)) eqn:Z2; [apply Qzero_sound in Z2; contradiction|]. discriminate.
Qed.

Lemma check_diff_elsewhere xm d ym : check_diff (mkctx net hid) xm d = Some ym ->
  forall i, ~ In i (map fst d) -> xf ym i = xf xm i.
Proof.
  unfold check_diff. cbn [c_et c_ch mkctx].
  destruct (apply_diff (etab net 1%positive) d xm (PM.empty Q)) as [[ym' bm]|] eqn:E;
    [|discriminate].
  destruct (forallb _ d && forallb _ (PM.elements bm))%bool; [|discriminate]. intros [= ->] i Hi.
  unfold xf. now rewrite (proj2 (apply_diff_sound net d _ _ _ _ E) i Hi).
Qed.

Lemma witness_Reg xm d detours ym : Reg net hid (xf xm) ->
  check_diff (mkctx net hid) xm d = Some ym ->
  check_detours (mkctx net hid) xm ym d detours = true -> Reg net hid (xf ym).
Proof.
  intros [HP HX] Hd Ht. split; [eapply check_diff_sound; eauto|].
  intros Y HG HC. apply HX; [exact HG|]. intros e s t He Hx.
  destruct (in_dec Pos.eq_dec e (map fst d)) as [I|I].
  - apply in_map_iff in I. destruct I as [[f q] [E I]]. simpl in E. subst f.
    eapply check_detours_sound; eauto.
  - apply (HC e s t He). now rewrite (check_diff_elsewhere _ _ _ Hd e I).
Qed.

Lemma run_regular_free_sound xm : Reg net hid (xf xm) ->
  forall ws fr fr', run_regular_free (mkctx net hid) xm ws fr = Some fr' ->
  (forall e, PM.mem e fr = true -> exists y, Reg net hid y /\ y e = 0) ->
  (forall e, PM.mem e fr' = true -> exists y, Reg net hid y /\ y e = 0).
Proof.
  intros HX. induction ws as [|[d detours] ws IH]; cbn [run_regular_free]; intros fr fr' H HF.
  - injection H as <-. exact HF.
  - destruct (check_diff (mkctx net hid) xm d) as [ym|] eqn:E; [|discriminate].
    destruct (check_detours (mkctx net hid) xm ym d detours) eqn:T; [|discriminate].
    apply (IH _ _ H). intros e He. apply mark_zeros_sound in He. destruct He as [He|He]; [auto|].
    exists (xf ym). split; [eapply witness_Reg; eauto|exact He].
Qed.

(** the interior point is regular *)
Lemma interior_Reg interior forest : check_regular_point net hid interior forest = true ->
  NoDup (map fst hid) /\ Reg net hid (xf (mkpt interior)).
Proof.
  intros H. assert (ND : NoDup (map fst hid)).
  { unfold check_regular_point in H. apply andb_prop in H. destruct H as [H _].
    apply andb_prop in H. apply nodup_hid_sound, H. }
  split; [exact ND|].
  assert (HP : Pol net hid (xf (mkpt interior))).
  { unfold check_regular_point in H. apply andb_prop in H. destruct H as [H _].
    apply andb_prop in H. apply check_base_sound, H. }
  split; [exact HP|].
  pose proof (check_regular_point_sound net hid interior forest one one_sign H) as R.
  destruct (regular_connects net hid _ ND R) as [_ HC]. revert HC. apply connects_support.
  intros i _. unfold sq. now rewrite (pt_sq one _ i one_sign (proj1 HP i)).
Qed.

(** a bypassed edge vanishes at a regular point: its bypass is a detour *)
Lemma bypassed_regular trees ws e p x : run_bypass (mkctx net hid) trees = Some ws ->
  In (e, p) (enum net 1%positive) -> bypassed (mkctx net hid) ws (e, p) = true ->
  Reg net hid x -> exists y, Reg net hid y /\ y e = 0.
Proof.
  intros Hw He Hb [HP HC]. destruct p as [s d].
  destruct (Req_dec (x e) 0) as [Z|Z]; [exists x; split; [split|]; assumption|].
  destruct (bypassed_sound net hid trees ws e s d Hw He Hb) as [z (Z1 & Z2 & Z3 & Td & Ts)].
  exists (moved x z e). split; [split|unfold moved; now rewrite Pos.eqb_refl].
  - eapply moved_flow; eauto.
  - intros Y HG HY. pose proof (proj1 HP) as HX.
    assert (Up : forall i, i <> e -> x i <> 0 \/ z i <> 0 -> moved x z e i <> 0).
    { intros i ne H. unfold moved. destruct (Pos.eqb_spec i e) as [K|_]; [contradiction|].
      specialize (HX i) as A. specialize (Z1 i) as B. specialize (HX e) as C.
      assert (0 <= x e * z i) by (apply Rmult_le_pos; assumption).
      destruct H as [H|H]; [lra|]. assert (0 < x e * z i) by (apply Rmult_lt_0_compat; lra). lra. }
    assert (Along : constant_along net z Y).
    { intros i a b Hi Hz. apply (HY i a b Hi), Up; [intros ->; contradiction|now right]. }
    apply HC; [exact HG|]. intros i a b Hi Hx. destruct (Pos.eq_dec i e) as [->|ne].
    + pose proof (enum_fun _ _ _ _ _ Hi He) as K. injection K as -> ->.
      now rewrite (Td Y Along HG), (Ts Y Along HG).
    + apply (HY i a b Hi), Up; [exact ne|now left].
Qed.

(** a loop carries any amount *)
Lemma loop_regular e p x : In (e, p) (enum net 1%positive) -> loop (e, p) = true ->
  Reg net hid x -> exists y, Reg net hid y /\ y e = 0.
Proof.
  intros He Hl [[X1 X2] HC]. destruct p as [s d]. apply Pos.eqb_eq in Hl. cbn [fst snd] in Hl.
  subst d.
  exists (fun i => if Pos.eqb i e then 0 else x i).
  split; [split; [split|]|now rewrite Pos.eqb_refl].
  - intros i. destruct (Pos.eqb i e); [lra|apply X1].
  - intros v c Hv. rewrite (bal_unit net 1%positive e s s v He x 0), (X2 v c Hv). ring.
  - intros Y HG HY. apply HC; [exact HG|]. intros i a b Hi Hx.
    destruct (Pos.eq_dec i e) as [->|ne].
    + pose proof (enum_fun _ _ _ _ _ Hi He) as K. now injection K as -> ->.
    + apply (HY i a b Hi). destruct (Pos.eqb_spec i e) as [K|_]; [contradiction|exact Hx].
Qed.
End Proofs.
