(** Differences between flows. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.
From Isthmus Require Import Edges.
From Isthmus Require Import Cuts.
From Isthmus Require Import Points.

(** ** differences *)
Lemma apply_diff_sound net d : forall xm bm ym bm',
  apply_diff (etab net 1%positive) d xm bm = Some (ym, bm') ->
  (forall v, bal v net 1%positive (xf ym) - xf bm' v = bal v net 1%positive (xf xm) - xf bm v) /\
  (forall i, ~ In i (map fst d) -> get 0%Q i ym = get 0%Q i xm).
Proof.
  induction d as [|[i q] d IH]; cbn [apply_diff]; intros xm bm ym bm' H.
  - injection H as <- <-. split; reflexivity.
  - destruct (PM.find i (etab net 1%positive)) as [[s t]|] eqn:Ef; [|discriminate].
    apply etab_enum in Ef. destruct (IH _ _ _ _ H) as [I1 I2]. clear H IH. split.
    + intros v. rewrite I1.
      assert (E : forall k, xf (PM.add i (Qplus' (get 0%Q i xm) q) xm) k
                = (if Pos.eqb k i then xf xm i + Q2R q else xf xm k)).
      { intros k. unfold xf. rewrite get_add, Pos.eqb_sym. destruct (Pos.eqb k i); [apply Q2R_plus'|reflexivity]. }
      rewrite (bal_ext_valid v net _ (fun k => if Pos.eqb k i then xf xm i + Q2R q else xf xm k)) by (intros k _; apply E).
      rewrite (bal_unit net 1%positive i s t v Ef).
      unfold xf at 4. rewrite get_add. unfold xf at 5. rewrite get_add.
      fold (xf bm v).
      destruct (Pos.eqb_spec s v) as [->|n1], (Pos.eqb_spec t v) as [->|n2];
        rewrite ?Q2R_plus', ?get_add, ?Pos.eqb_refl, ?Q2R_opp, ?Q2R_plus';
        try (destruct (Pos.eqb_spec t v) as [K|_]; [congruence|]); unfold xf; lra.
    + intros k Hk. simpl in Hk. rewrite I2 by tauto. rewrite get_add.
      destruct (Pos.eqb_spec i k) as [->|ne]; [tauto|reflexivity].
Qed.

Lemma check_diff_sound net hid xm d ym : Pol net hid (xf xm) -> check_diff (mkctx net hid) xm d = Some ym ->
  Pol net hid (xf ym).
Proof.
  intros [X1 X2]. unfold check_diff. cbn [c_et c_ch mkctx].
  destruct (apply_diff (etab net 1%positive) d xm (PM.empty Q)) as [[ym' bm]|] eqn:E; [|discriminate].
  destruct (forallb _ d) eqn:E1; [|discriminate].
  destruct (forallb _ (PM.elements bm)) eqn:E2; [|discriminate]. intros [= ->].
  destruct (apply_diff_sound net d _ _ _ _ E) as [A1 A2]. rewrite forallb_forall in E1, E2. split.
  - intros i. destruct (in_dec Pos.eq_dec i (map fst d)) as [I|I].
    + apply in_map_iff in I. destruct I as [p [<- Hp]]. apply Qnonneg_sound, (E1 p Hp).
    + unfold xf. rewrite (A2 i I). apply X1.
  - intros v c Hc. specialize (A1 v). rewrite (X2 v c Hc) in A1.
    assert (K0 : xf (PM.empty Q) v = 0) by (unfold xf; rewrite get_empty; apply Q2R_0).
    assert (K : xf bm v = 0); [|lra].
    unfold xf, get. destruct (PM.find v bm) as [q|] eqn:Ef; [|apply Q2R_0].
    apply PM.elements_correct in Ef. specialize (E2 _ Ef). cbn [fst snd] in E2.
    rewrite (chmap_complete hid v c Hc) in E2. simpl in E2. rewrite Bool.orb_false_r in E2. apply Qzero_sound, E2.
Qed.

Lemma mark_zeros_sound ym d : forall fr e, PM.mem e (mark_zeros ym d fr) = true -> PM.mem e fr = true \/ xf ym e = 0.
Proof.
  induction d as [|[i q] d IH]; simpl; intros fr e H; [now left|].
  apply IH in H. destruct H as [H|H]; [|now right].
  destruct (Qzero (get 0%Q i ym)) eqn:E; [|now left].
  rewrite mem_add in H. destruct (Pos.eqb_spec i e) as [->|ne]; [right; apply Qzero_sound, E|now left].
Qed.

Lemma run_free_sound net hid xm ds : Pol net hid (xf xm) -> forall fr fr',
  run_free (mkctx net hid) xm ds fr = Some fr' ->
  (forall e, PM.mem e fr = true -> exists y, Pol net hid y /\ y e = 0) ->
  (forall e, PM.mem e fr' = true -> exists y, Pol net hid y /\ y e = 0).
Proof.
  intros HX. induction ds as [|d ds IH]; cbn [run_free]; intros fr fr' H HF.
  - injection H as <-. exact HF.
  - destruct (check_diff (mkctx net hid) xm d) as [ym|] eqn:E; [|discriminate].
    apply (IH _ _ H). intros e He. apply mark_zeros_sound in He. destruct He as [He|He]; [auto|].
    exists (xf ym). split; [eapply check_diff_sound; eauto|exact He].
Qed.

