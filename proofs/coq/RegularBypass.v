(** Bypassed edges: the step `bypass`.

    A tree directed away from the ground gives, for each node it lists, a walk from the ground to
    that node; a tree directed towards the ground a walk back. If one of each avoids the edge
    e = (u -> v), the amount x_e can be moved from e to the walk u -> ground -> v. The ends of e stay
    joined through that walk, so a regular point stays regular. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory RegularPoints RegularFree.

(** ** The checkers *)

Definition tree := list (node * eid).

(** the edge as seen when walking away from (true) or towards (false) the ground *)
Definition oriented (away : bool) (p : node * node) : node * node :=
  if away then p else (snd p, fst p).

(** the edge by which the tree meets each of its nodes *)
Fixpoint run_tree (cx : ctx) (away : bool) (t : tree) (met : PM.t eid) : option (PM.t eid) :=
  match t with
  | nil => Some met
  | (v, e) :: t' =>
      match PM.find e (c_et cx) with
      | Some p =>
          let (a, b) := oriented away p in
          if Pos.eqb b v && PM.mem v (c_ch cx) && negb (PM.mem v met)
             && (PM.mem a met || negb (PM.mem a (c_ch cx)))
          then run_tree cx away t' (PM.add v e met) else None
      | None => None
      end
  end.

Fixpoint run_trees (cx : ctx) (away : bool) (ts : list tree) : option (list (PM.t eid)) :=
  match ts with
  | nil => Some nil
  | t :: ts' =>
      match run_tree cx away t (PM.empty _), run_trees cx away ts' with
      | Some m, Some ms => Some (m :: ms)
      | _, _ => None
      end
  end.

(** v is the ground or met by a tree over another edge than e *)
Definition met_without (cx : ctx) (mets : list (PM.t eid)) (e : eid) (v : node) : bool :=
  negb (PM.mem v (c_ch cx)) ||
  existsb (fun m => match PM.find v m with Some f => negb (Pos.eqb f e) | None => false end) mets.

Definition is_bypassed (cx : ctx) (from to : list (PM.t eid)) (e : eid) (s d : node) : bool :=
  met_without cx from e d && met_without cx to e s.

(** ** Soundness *)
Section Proofs.
Context (net : network) (hid : balance).

Definition delta (z v : node) : R := if Pos.eqb z v then 1 else 0.
Definition direction (away : bool) : R := if away then 1 else -1.

(** w is a walk between the ground and v: one unit arrives there (leaves there) *)
Definition carries (away : bool) (v : node) (w : point) : Prop :=
  (forall i, 0 <= w i) /\
  (forall z c, In (z, c) hid -> bal z net 1%positive w = direction away * delta z v) /\
  (forall Y, grounded hid Y -> constant_along net w Y -> Y v = 0).

(** the edges of w are those by which nodes were met *)
Definition over (away : bool) (met : PM.t eid) (w : point) : Prop :=
  forall i p, In (i, p) (enum net 1%positive) -> w i <> 0 ->
  PM.find (snd (oriented away p)) met = Some i.

Definition tree_sound (away : bool) (met : PM.t eid) : Prop :=
  forall v, PM.mem v met = true -> exists w, carries away v w /\ over away met w.

Lemma ground_carries away v : ground hid v -> carries away v (fun _ => 0).
Proof.
  intros Hv. split; [intros; lra|]. split.
  - intros z c Hz. pose proof (bal_lin z net 1%positive (fun _ => 0) (fun _ => 0) 0 0) as K. cbv beta in K.
    rewrite (bal_ext_valid z net (fun _ => 0) (fun _ => 0 * 0 + 0 * 0)) by (intros; ring).
    rewrite K. unfold delta. destruct (Pos.eqb_spec z v) as [->|_]; [|ring].
    unfold ground in Hv. rewrite (chmap_complete _ _ _ Hz) in Hv. discriminate.
  - intros Y HG _. apply HG, Hv.
Qed.

Lemma bal_add_edge away e p v a w z : In (e, p) (enum net 1%positive) -> oriented away p = (a, v) ->
  bal z net 1%positive (fun i => w i + (if Pos.eqb i e then 1 else 0))
  = bal z net 1%positive w + direction away * (delta z v - delta z a).
Proof.
  intros He Ho. destruct p as [s d].
  rewrite (bal_ext_valid z net _ (fun i => if Pos.eqb i e then w e + 1 else w i)).
  - rewrite (bal_unit net 1%positive e s d z He w (w e + 1)). unfold delta, direction, oriented in *.
    destruct away; injection Ho as <- <-; rewrite !(Pos.eqb_sym z);
      destruct (Pos.eqb d z), (Pos.eqb s z); ring.
  - intros i _. destruct (Pos.eqb_spec i e) as [->|_]; ring.
Qed.

Lemma carries_edge away e p a v w : In (e, p) (enum net 1%positive) -> oriented away p = (a, v) ->
  carries away a w -> carries away v (fun i => w i + (if Pos.eqb i e then 1 else 0)).
Proof.
  intros He Ho [H1 [H2 H3]]. split; [|split].
  - intros i. specialize (H1 i). destruct (Pos.eqb i e); lra.
  - intros z c Hz. rewrite (bal_add_edge away e p v a w z He Ho), (H2 z c Hz). ring.
  - intros Y HG HC. assert (Ha : Y a = 0).
    { apply H3; [exact HG|]. intros i s d Hi Hw. apply (HC i s d Hi). specialize (H1 i).
      destruct (Pos.eqb i e); lra. }
    destruct p as [s d]. assert (E : Y d = Y s).
    { apply (HC e s d He). rewrite Pos.eqb_refl. specialize (H1 e). lra. }
    unfold oriented in Ho. destruct away; simpl in Ho; injection Ho as <- <-; congruence.
Qed.

Lemma run_tree_sound away t : forall met met', run_tree (mkctx net hid) away t met = Some met' ->
  tree_sound away met -> tree_sound away met'.
Proof.
  induction t as [|[v e] t IH]; cbn [run_tree c_et c_ch mkctx]; intros met met' H HS.
  - injection H as <-. exact HS.
  - destruct (PM.find e (etab net 1%positive)) as [p|] eqn:Ef; [|discriminate]. apply etab_enum in Ef.
    destruct (oriented away p) as [a b] eqn:Ho.
    match type of H with (if ?g then _ else _) = _ => destruct g eqn:G; [|discriminate] end.
    apply andb_prop in G. destruct G as [G G4]. apply andb_prop in G. destruct G as [G G3].
    apply andb_prop in G. destruct G as [G1 G2]. apply Pos.eqb_eq in G1. subst b.
    apply Bool.negb_true_iff in G3.
    apply (IH _ _ H). clear IH H.
    assert (Wider : forall w, over away met w -> over away (PM.add v e met) w).
    { intros w Hw i q Hi Hn. specialize (Hw i q Hi Hn). rewrite PM.gso; [exact Hw|].
      intros K. rewrite K in Hw. rewrite PM.mem_find, Hw in G3. discriminate. }
    intros u Hu. rewrite mem_add in Hu. destruct (Pos.eq_dec u v) as [->|ne];
      [clear Hu|destruct (Pos.eqb_spec v u) as [K|_]; [congruence|]].
    + assert (A : exists w, carries away a w /\ over away met w).
      { apply Bool.orb_true_iff in G4. destruct G4 as [G4|G4]; [now apply HS|].
        exists (fun _ => 0). split; [apply ground_carries, Bool.negb_true_iff, G4|].
        intros i q _ K. now contradiction K. }
      destruct A as [w [W1 W2]]. exists (fun i => w i + (if Pos.eqb i e then 1 else 0)).
      split; [eapply carries_edge; eauto|].
      intros i q Hi Hn. destruct (Pos.eqb_spec i e) as [->|ne].
      * apply etab_complete in Ef. rewrite (etab_complete _ _ _ _ Hi) in Ef. injection Ef as ->. rewrite Ho. apply PM.gss.
      * apply (Wider w W2 i q Hi). lra.
    + destruct (HS u Hu) as [w [W1 W2]]. exists w. split; [exact W1|apply Wider, W2].
Qed.

Lemma run_trees_sound away ts : forall mets, run_trees (mkctx net hid) away ts = Some mets ->
  forall met, In met mets -> tree_sound away met.
Proof.
  induction ts as [|t ts IH]; cbn [run_trees]; intros mets H met Hm.
  - injection H as <-. contradiction.
  - destruct (run_tree _ away t _) as [m|] eqn:E; [|discriminate].
    destruct (run_trees _ away ts) as [ms|]; [|discriminate]. injection H as <-.
    destruct Hm as [<-|Hm]; [|now apply (IH ms)]. apply (run_tree_sound _ _ _ _ E).
    intros v Hv. rewrite mem_empty in Hv. discriminate.
Qed.

(** a walk between the ground and v that avoids e *)
Lemma met_without_sound away mets e p : In (e, p) (enum net 1%positive) ->
  (forall met, In met mets -> tree_sound away met) ->
  met_without (mkctx net hid) mets e (snd (oriented away p)) = true ->
  exists w, carries away (snd (oriented away p)) w /\ w e = 0.
Proof.
  intros He HS H. unfold met_without in H. apply Bool.orb_true_iff in H. destruct H as [H|H].
  - exists (fun _ => 0). split; [apply ground_carries, Bool.negb_true_iff, H|reflexivity].
  - apply existsb_exists in H. destruct H as [met [Hm H]].
    destruct (PM.find _ met) as [f|] eqn:Ef; [|discriminate].
    destruct (HS met Hm (snd (oriented away p))) as [w [W1 W2]].
    { now rewrite PM.mem_find, Ef. }
    exists w. split; [exact W1|]. destruct (Req_dec (w e) 0) as [Z|Z]; [exact Z|exfalso].
    rewrite (W2 e p He Z) in Ef. injection Ef as ->. rewrite Pos.eqb_refl in H. discriminate.
Qed.

(** the amount of e moved to the two walks *)
Definition moved (x w1 w2 : point) (e : eid) : point :=
  fun i => if Pos.eqb i e then 0 else x i + x e * (w1 i + w2 i).

Lemma moved_Pol x w1 w2 e u v : In (e, (u, v)) (enum net 1%positive) ->
  carries true v w1 -> carries false u w2 -> w1 e = 0 -> w2 e = 0 ->
  Pol net hid x -> Pol net hid (moved x w1 w2 e).
Proof.
  intros He [A1 [A2 _]] [B1 [B2 _]] Z1 Z2 [X1 X2]. split.
  - intros i. unfold moved. destruct (Pos.eqb i e); [lra|]. pose proof (X1 i).
    assert (0 <= x e * (w1 i + w2 i)); [|lra].
    apply Rmult_le_pos; [apply X1|]. specialize (A1 i). specialize (B1 i). lra.
  - intros z c Hz.
    transitivity (bal z net 1%positive
      (fun i => if Pos.eqb i e then 0 else 1 * x i + x e * (1 * w1 i + 1 * w2 i))).
    { apply bal_ext_valid. intros i _. unfold moved. destruct (Pos.eqb i e); ring. }
    pose proof (bal_unit net 1%positive e u v z He
      (fun i => 1 * x i + x e * (1 * w1 i + 1 * w2 i)) 0) as K. rewrite K. clear K.
    rewrite (bal_lin z net 1%positive x (fun i => 1 * w1 i + 1 * w2 i) 1 (x e)), bal_lin.
    rewrite (X2 z c Hz), (A2 z c Hz), (B2 z c Hz), Z1, Z2. unfold direction, delta.
    rewrite !(Pos.eqb_sym z). destruct (Pos.eqb v z), (Pos.eqb u z); ring.
Qed.

Lemma moved_connects x w1 w2 e u v : In (e, (u, v)) (enum net 1%positive) ->
  carries true v w1 -> carries false u w2 -> w1 e = 0 -> w2 e = 0 -> Pol net hid x ->
  x e <> 0 -> connects net hid x -> connects net hid (moved x w1 w2 e).
Proof.
  intros He [A1 [_ A3]] [B1 [_ B3]] Z1 Z2 [X1 _] Hx HC Y HG HY.
  assert (P : 0 < x e) by (specialize (X1 e); lra).
  assert (Pos : forall i, i <> e -> 0 < x i \/ 0 < w1 i \/ 0 < w2 i -> moved x w1 w2 e i <> 0).
  { intros i ne H. unfold moved. destruct (Pos.eqb_spec i e) as [K|_]; [contradiction|].
    specialize (X1 i). specialize (A1 i). specialize (B1 i).
    assert (0 <= x e * w1 i) by (apply Rmult_le_pos; lra).
    assert (0 <= x e * w2 i) by (apply Rmult_le_pos; lra).
    destruct H as [H|[H|H]]; [lra| |];
      [assert (0 < x e * w1 i) by (apply Rmult_lt_0_compat; lra)
      |assert (0 < x e * w2 i) by (apply Rmult_lt_0_compat; lra)]; lra. }
  assert (V : Y v = 0).
  { apply A3; [exact HG|]. intros i s d Hi Hw. apply (HY i s d Hi), Pos.
    - intros ->. contradiction.
    - specialize (A1 i). lra. }
  assert (U : Y u = 0).
  { apply B3; [exact HG|]. intros i s d Hi Hw. apply (HY i s d Hi), Pos.
    - intros ->. contradiction.
    - specialize (B1 i). lra. }
  apply HC; [exact HG|]. intros i s d Hi Hxi. destruct (Pos.eq_dec i e) as [->|ne].
  - pose proof (etab_complete _ _ _ _ Hi) as K1. rewrite (etab_complete _ _ _ _ He) in K1.
    injection K1 as <- <-. congruence.
  - apply (HY i s d Hi), Pos; [exact ne|]. specialize (X1 i). lra.
Qed.

Theorem is_bypassed_sound trees_from trees_to from to e u v x :
  run_trees (mkctx net hid) true trees_from = Some from ->
  run_trees (mkctx net hid) false trees_to = Some to ->
  In (e, (u, v)) (enum net 1%positive) -> is_bypassed (mkctx net hid) from to e u v = true ->
  Pol net hid x ->
  exists y, Pol net hid y /\ y e = 0 /\ (connects net hid x -> connects net hid y).
Proof.
  intros Hf Ht He H HP. unfold is_bypassed in H. apply andb_prop in H. destruct H as [H1 H2].
  destruct (Req_dec (x e) 0) as [Z|Z]; [exists x; auto|].
  destruct (met_without_sound true from e (u, v) He (run_trees_sound _ _ _ Hf) H1) as [w1 [W1 Z1]].
  destruct (met_without_sound false to e (u, v) He (run_trees_sound _ _ _ Ht) H2) as [w2 [W2 Z2]].
  exists (moved x w1 w2 e). split; [eapply moved_Pol; eauto|]. split.
  - unfold moved. now rewrite Pos.eqb_refl.
  - intros HC. eapply moved_connects; eauto.
Qed.
End Proofs.
