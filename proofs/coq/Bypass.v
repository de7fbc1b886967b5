(** Bypasses: the walks that the trees of a certificate give, and the flows that use them.

    A tree from the ground brings one unit from the ground to each node it lists; the walk to v
    enters v by the tree edge of v and its other edges enter other nodes. So it avoids every other
    edge into v. Trees to the ground are the same backwards. An edge u -> v with such walks from
    the ground to v and from u to the ground, both without the edge, can be emptied: what it
    carries is moved to the two walks. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.
From Isthmus Require Import Cuts.

(** every potential that is constant along nonzero edges and zero on the ground is zero at w *)
Definition tied (net : network) (hid : balance) (w : node) (z : point) : Prop :=
  forall Y : node -> R,
  (forall i s d, In (i, (s, d)) (enum net 1%positive) -> z i <> 0 -> Y d = Y s) ->
  (forall v, PM.mem v (chmap hid) = false -> Y v = 0) -> Y w = 0.

(** z brings r units to w, from the ground, and w is tied to the ground by it *)
Definition brings (net : network) (hid : balance) (r : R) (w : node) (z : point) : Prop :=
  (forall i, 0 <= z i) /\
  (forall v, PM.mem v (chmap hid) = true -> bal v net 1%positive z = if Pos.eqb w v then r else 0) /\
  tied net hid w z.

Definition near (from : bool) (s d : node) : node := if from then d else s.
Definition far (from : bool) (s d : node) : node := if from then s else d.
Definition unit_of (from : bool) : R := if from then 1 else -1.

Lemma bal_zero net v : bal v net 1%positive (fun _ => 0) = 0.
Proof.
  pose proof (bal_lin v net 1%positive (fun _ => 0) (fun _ => 0) 0 0) as K. cbv beta in K.
  rewrite <- (bal_ext_valid v net (fun _ => 0 * 0 + 0 * 0)) by (intros; ring). rewrite K. ring.
Qed.

Lemma bal_add net v (x y : point) : bal v net 1%positive (fun i => x i + y i) = bal v net 1%positive x + bal v net 1%positive y.
Proof.
  rewrite (bal_ext_valid v net _ (fun i => 1 * x i + 1 * y i)) by (intros; ring). rewrite bal_lin. ring.
Qed.

Definition single (e : eid) : point := fun i => if Pos.eqb i e then 1 else 0.

Lemma bal_single net e s d v : In (e, (s, d)) (enum net 1%positive) ->
  bal v net 1%positive (single e) = (if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0).
Proof.
  intros H. unfold single. rewrite (bal_unit net 1%positive e s d v H (fun _ => 0) 1), bal_zero.
  destruct (Pos.eqb d v), (Pos.eqb s v); ring.
Qed.

Lemma brings_start net hid from w : PM.mem w (chmap hid) = false ->
  brings net hid (unit_of from) w (fun _ => 0).
Proof.
  intros Hw. split; [intros; lra|]. split.
  - intros v Hv. rewrite bal_zero. destruct (Pos.eqb_spec w v) as [->|ne]; [congruence|reflexivity].
  - intros Y _ H0. apply H0, Hw.
Qed.

Lemma brings_step net hid from e s d z : In (e, (s, d)) (enum net 1%positive) ->
  brings net hid (unit_of from) (far from s d) z ->
  brings net hid (unit_of from) (near from s d) (fun i => z i + single e i).
Proof.
  intros He (Z1 & Z2 & Z3).
  assert (P : forall i, 0 <= single e i) by (intros i; unfold single; destruct (Pos.eqb i e); lra).
  split; [intros i; specialize (Z1 i); specialize (P i); lra|]. split.
  - intros v Hv. rewrite bal_add, (Z2 v Hv), (bal_single net e s d v He).
    destruct from; cbn [near far unit_of]; destruct (Pos.eqb d v), (Pos.eqb s v); ring.
  - intros Y HY H0.
    assert (F : Y (far from s d) = 0).
    { apply Z3; [|exact H0]. intros i a b Hi Hz. apply (HY i a b Hi). specialize (Z1 i). specialize (P i). lra. }
    assert (E : Y d = Y s).
    { apply (HY e s d He). specialize (Z1 e). unfold single. rewrite Pos.eqb_refl. lra. }
    destruct from; cbn [near far] in *; congruence.
Qed.

(** what a tree has shown: each listed node is served, by its own edge and those of other nodes *)
Definition served (net : network) (hid : balance) (from : bool) (done : PM.t eid) : Prop :=
  forall w e, PM.find w done = Some e ->
    (exists s d, In (e, (s, d)) (enum net 1%positive) /\ near from s d = w) /\
    exists z, brings net hid (unit_of from) w z /\ forall i, z i <> 0 -> exists w', PM.find w' done = Some i.

(** e1 is the last edge of a walk to v that avoids all other edges at v on this side *)
Definition good (net : network) (hid : balance) (from : bool) (v : node) (e1 : eid) : Prop :=
  forall e s d, In (e, (s, d)) (enum net 1%positive) -> near from s d = v -> e1 <> e ->
  exists z, brings net hid (unit_of from) v z /\ z e = 0.

Definition good_ways (net : network) (hid : balance) (from : bool) (w : ways) : Prop :=
  forall v e1 o, PM.find v w = Some (e1, o) ->
    good net hid from v e1 /\ forall e2, o = Some e2 -> e2 <> e1 /\ good net hid from v e2.

Lemma served_good net hid from done v e1 : served net hid from done -> PM.find v done = Some e1 ->
  good net hid from v e1.
Proof.
  intros HS Hv e s d He Hn ne. destruct (HS v e1 Hv) as [_ [z [Hz Hs]]].
  exists z. split; [exact Hz|]. destruct (Req_dec (z e) 0) as [E|E]; [exact E|]. exfalso.
  destruct (Hs e E) as [w' Hw']. destruct (HS w' e Hw') as [[s' [d' [He' Hn']]] _].
  pose proof (enum_fun net _ _ _ _ He He') as K. injection K as <- <-. apply ne. congruence.
Qed.

Lemma served_step net hid from done v e s d : served net hid from done ->
  In (e, (s, d)) (enum net 1%positive) -> near from s d = v -> PM.mem v done = false ->
  (PM.mem (far from s d) done = true \/ PM.mem (far from s d) (chmap hid) = false) ->
  served net hid from (PM.add v e done).
Proof.
  intros HS He Hn Hv Hf.
  assert (keep : forall w i, PM.find w done = Some i -> PM.find w (PM.add v e done) = Some i).
  { intros w i Hw. rewrite PM.gso; [exact Hw|]. intros ->. rewrite PM.mem_find, Hw in Hv. discriminate. }
  intros w k Hw. destruct (Pos.eq_dec w v) as [E|ne].
  - rewrite E in Hw. rewrite PM.gss in Hw. injection Hw as <-. rewrite E. split; [eauto|].
    assert (Z : exists z, brings net hid (unit_of from) (far from s d) z /\
                forall i, z i <> 0 -> exists w', PM.find w' (PM.add v e done) = Some i).
    { destruct Hf as [Hf|Hf].
      - rewrite PM.mem_find in Hf. destruct (PM.find (far from s d) done) as [e'|] eqn:Ef; [|discriminate].
        destruct (HS _ _ Ef) as [_ [z [Hz Hs]]]. exists z. split; [exact Hz|].
        intros i Hi. destruct (Hs i Hi) as [w' Hw']. eauto.
      - exists (fun _ => 0). split; [apply brings_start, Hf|]. intros k Hk. exfalso. apply Hk. reflexivity. }
    destruct Z as [z [Hz Hs]]. exists (fun i => z i + single e i). split.
    + rewrite <- Hn. apply brings_step; assumption.
    + intros i Hi. unfold single in Hi. destruct (Pos.eqb_spec i e) as [Ei|ni].
      * exists v. rewrite Ei. apply PM.gss.
      * apply Hs. lra.
  - rewrite PM.gso in Hw by exact ne. destruct (HS w k Hw) as [H1 [z [Hz Hs]]]. split; [exact H1|].
    exists z. split; [exact Hz|]. intros i Hi. destruct (Hs i Hi) as [w' Hw']. eauto.
Qed.

Lemma note_good net hid from w v e : good_ways net hid from w -> good net hid from v e ->
  good_ways net hid from (note w v e).
Proof.
  intros HW He. unfold note. destruct (PM.find v w) as [[e1 o1]|] eqn:Ev.
  - destruct (Pos.eqb_spec e e1) as [->|ne]; [exact HW|].
    intros v' k o H. destruct (Pos.eq_dec v' v) as [->|nv].
    + rewrite PM.gss in H. injection H as <- <-. split; [exact (proj1 (HW _ _ _ Ev))|]. intros e2 E2. injection E2 as <-. auto.
    + rewrite PM.gso in H by exact nv. apply (HW _ _ _ H).
  - intros v' k o H. destruct (Pos.eq_dec v' v) as [->|nv].
    + rewrite PM.gss in H. injection H as <- <-. split; [exact He|]. intros e2 E2. discriminate.
    + rewrite PM.gso in H by exact nv. apply (HW _ _ _ H).
Qed.

Lemma run_tree_sound net hid from t : forall done w w',
  run_tree (mkctx net hid) from t done w = Some w' ->
  served net hid from done -> good_ways net hid from w -> good_ways net hid from w'.
Proof.
  induction t as [|[v e] t IH]; cbn [run_tree]; intros done w w' H HS HW.
  - injection H as <-. exact HW.
  - cbn [c_et c_ch mkctx] in H. destruct (PM.find e (etab net 1%positive)) as [[s d]|] eqn:E; [|discriminate].
    apply etab_enum in E. cbv zeta in H.
    match type of H with (if ?g then _ else _) = _ => destruct g eqn:G; [|discriminate] end.
    apply andb_prop in G. destruct G as [G G4]. apply andb_prop in G. destruct G as [G G3].
    apply andb_prop in G. destruct G as [G1 _]. apply Pos.eqb_eq in G1. apply Bool.negb_true_iff in G3.
    apply Bool.orb_true_iff in G4. rewrite Bool.negb_true_iff in G4.
    assert (HS' : served net hid from (PM.add v e done)) by (eapply served_step; eauto).
    apply (IH _ _ _ H); [exact HS'|]. apply note_good; [exact HW|].
    apply (served_good net hid from _ v e HS'). apply PM.gss.
Qed.

Lemma run_trees_sound net hid from ts : forall w w', run_trees (mkctx net hid) from ts w = Some w' ->
  good_ways net hid from w -> good_ways net hid from w'.
Proof.
  induction ts as [|t ts IH]; cbn [run_trees]; intros w w' H HW.
  - injection H as <-. exact HW.
  - destruct (run_tree (mkctx net hid) from t (PM.empty _) w) as [w1|] eqn:E; [|discriminate].
    apply (IH _ _ H), (run_tree_sound _ _ _ _ _ _ _ E); [|exact HW].
    intros v e K. rewrite PM.gempty in K. discriminate.
Qed.

Lemma avoids_sound net hid from w e s d : good_ways net hid from w ->
  In (e, (s, d)) (enum net 1%positive) -> avoids (mkctx net hid) w (near from s d) e = true ->
  exists z, brings net hid (unit_of from) (near from s d) z /\ z e = 0.
Proof.
  intros HW He. unfold avoids. cbn [c_ch mkctx].
  destruct (PM.mem (near from s d) (chmap hid)) eqn:Em; cbn [negb orb].
  - destruct (PM.find (near from s d) w) as [[e1 o]|] eqn:Ef; [|discriminate].
    destruct (HW _ _ _ Ef) as [H1 H2]. destruct (Pos.eqb_spec e1 e) as [->|ne]; cbn [negb orb].
    + destruct o as [e2|]; [|discriminate]. intros _. destruct (H2 e2 eq_refl) as [n2 G]. exact (G e s d He eq_refl n2).
    + intros _. exact (H1 e s d He eq_refl ne).
  - intros _. exists (fun _ => 0). split; [apply brings_start, Em|reflexivity].
Qed.

(** A bypassed edge u -> v: z leads one unit from u to v without it, and ties both to the ground. *)
Lemma bypassed_sound net hid b w e s d : run_bypass (mkctx net hid) b = Some w ->
  In (e, (s, d)) (enum net 1%positive) -> bypassed (mkctx net hid) w (e, (s, d)) = true ->
  exists z, (forall i, 0 <= z i) /\ z e = 0 /\
    (forall v, PM.mem v (chmap hid) = true ->
       bal v net 1%positive z = (if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0)) /\
    tied net hid d z /\ tied net hid s z.
Proof.
  unfold run_bypass. intros H He Hb.
  destruct (run_trees (mkctx net hid) true (fst b) (PM.empty _)) as [wf|] eqn:Ef; [|discriminate].
  destruct (run_trees (mkctx net hid) false (snd b) (PM.empty _)) as [wt|] eqn:Et; [|discriminate].
  injection H as <-. unfold bypassed in Hb. cbn [fst snd] in Hb. apply andb_prop in Hb. destruct Hb as [Bf Bt].
  assert (none : forall from, good_ways net hid from (PM.empty _)).
  { intros from v e1 o K. rewrite PM.gempty in K. discriminate. }
  pose proof (run_trees_sound _ _ _ _ _ _ Ef (none true)) as Gf.
  pose proof (run_trees_sound _ _ _ _ _ _ Et (none false)) as Gt.
  destruct (avoids_sound net hid true wf e s d Gf He Bf) as [z1 [(P1 & Q1 & T1) Z1]].
  destruct (avoids_sound net hid false wt e s d Gt He Bt) as [z2 [(P2 & Q2 & T2) Z2]].
  cbn [near unit_of] in *. exists (fun i => z1 i + z2 i). split; [|split; [|split; [|split]]].
  - intros i. specialize (P1 i). specialize (P2 i). lra.
  - lra.
  - intros v Hv. rewrite bal_add, (Q1 v Hv), (Q2 v Hv). destruct (Pos.eqb d v), (Pos.eqb s v); ring.
  - intros Y HY. apply T1. intros i a c Hi Hz. apply (HY i a c Hi). specialize (P1 i). specialize (P2 i). lra.
  - intros Y HY. apply T2. intros i a c Hi Hz. apply (HY i a c Hi). specialize (P1 i). specialize (P2 i). lra.
Qed.

(** ** emptying an edge *)

(** x with what e carries moved to z *)
Definition moved (x z : point) (e : eid) : point := fun i => if Pos.eqb i e then 0 else x i + x e * z i.

Lemma moved_flow net hid x z e s d : Pol net hid x -> In (e, (s, d)) (enum net 1%positive) ->
  (forall i, 0 <= z i) -> z e = 0 ->
  (forall v, PM.mem v (chmap hid) = true ->
     bal v net 1%positive z = (if Pos.eqb d v then 1 else 0) - (if Pos.eqb s v then 1 else 0)) ->
  Pol net hid (moved x z e).
Proof.
  intros [X1 X2] He Hz Ze HB. split.
  - intros i. unfold moved. destruct (Pos.eqb i e); [lra|].
    specialize (X1 i) as A. specialize (X1 e) as B. specialize (Hz i) as C. nra.
  - intros v c Hc.
    rewrite (bal_ext_valid v net _ (fun i => 1 * (1 * x i + (- x e) * single e i) + x e * z i)).
    + rewrite bal_lin, bal_lin, (HB v (chmap_complete hid v c Hc)), (bal_single net e s d v He), (X2 v c Hc).
      destruct (Pos.eqb d v), (Pos.eqb s v); ring.
    + intros i _. unfold moved, single. destruct (Pos.eqb_spec i e) as [->|ne]; [rewrite Ze|]; ring.
Qed.

Lemma bypassed_vanishes net hid b w x e s d : Pol net hid x -> run_bypass (mkctx net hid) b = Some w ->
  In (e, (s, d)) (enum net 1%positive) -> bypassed (mkctx net hid) w (e, (s, d)) = true ->
  exists y, Pol net hid y /\ y e = 0.
Proof.
  intros HX Hw He Hb. destruct (bypassed_sound net hid b w e s d Hw He Hb) as [z (Z1 & Z2 & Z3 & _)].
  exists (moved x z e). split; [eapply moved_flow; eauto|]. unfold moved. now rewrite Pos.eqb_refl.
Qed.

Lemma loop_vanishes net hid x e v : Pol net hid x -> In (e, (v, v)) (enum net 1%positive) ->
  exists y, Pol net hid y /\ y e = 0.
Proof.
  intros HX He. exists (moved x (fun _ => 0) e). split.
  - eapply moved_flow; eauto; [intros; lra|]. intros w _. rewrite bal_zero. destruct (Pos.eqb v w); ring.
  - unfold moved. now rewrite Pos.eqb_refl.
Qed.
