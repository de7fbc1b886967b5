(** The sign patterns of a set of edges. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Cuts.
From Isthmus Require Import Points.
From Isthmus Require Import Topology.

(** ** sign patterns *)
Fixpoint signs (L : list eid) : list point :=
  match L with nil => [one] | e :: L' => signs L' ++ map (fun s => upd s e (-1)) (signs L') end.

Lemma signs_length L : N.of_nat (length (signs L)) = (2 ^ N.of_nat (length L))%N.
Proof.
  induction L as [|e L IH]; [reflexivity|].
  cbn [signs length]. rewrite app_length, map_length, Nat2N.inj_add, IH, Nat2N.inj_succ, N.pow_succ_r'. lia.
Qed.

Lemma signs_sign L : forall s, In s (signs L) -> issign s.
Proof.
  induction L as [|e L IH]; simpl; intros s H.
  - destruct H as [<-|[]]. apply one_sign.
  - apply in_app_or in H. destruct H as [H|H]; [auto|]. apply in_map_iff in H. destruct H as [s' [<- H]].
    apply upd_sign; auto.
Qed.

Lemma signs_off L : forall s i, In s (signs L) -> ~ In i L -> s i = 1.
Proof.
  induction L as [|e L IH]; simpl; intros s i H Hi.
  - destruct H as [<-|[]]. reflexivity.
  - apply in_app_or in H. destruct H as [H|H]; [apply IH; tauto|]. apply in_map_iff in H. destruct H as [s' [<- H]].
    unfold upd. destruct (Pos.eqb_spec i e) as [->|ne]; [tauto|]. apply IH; tauto.
Qed.

Lemma signs_all L : forall s, issign s -> exists r, In r (signs L) /\ forall i, In i L -> r i = s i.
Proof.
  induction L as [|e L IH]; simpl; intros s Hs.
  - exists one. split; [now left|contradiction].
  - destruct (IH s Hs) as [r [Hr K]]. destruct (in_dec Pos.eq_dec e L) as [I|I].
    + exists r. split; [apply in_or_app; now left|]. intros i [<-|Hi]; auto.
    + destruct (Hs e) as [E|E].
      * exists r. split; [apply in_or_app; now left|]. intros i [<-|Hi]; auto.
        rewrite E. eapply signs_off; eauto.
      * exists (upd r e (-1)). split; [apply in_or_app; right; apply in_map_iff; eauto|].
        intros i Hi. unfold upd. destruct (Pos.eqb_spec i e) as [->|ne]; [now rewrite E|].
        destruct Hi as [Hi|Hi]; [congruence|auto].
Qed.

Lemma FOP_app {A} (Rel : A -> A -> Prop) l1 l2 : ForallOrdPairs Rel l1 -> ForallOrdPairs Rel l2 ->
  (forall a b, In a l1 -> In b l2 -> Rel a b) -> ForallOrdPairs Rel (l1 ++ l2).
Proof.
  induction l1 as [|a l1 IH]; simpl; intros H1 H2 H; [exact H2|].
  inversion H1 as [|? ? F1 F2]; subst. constructor.
  - apply Forall_app. split; [exact F1|]. apply Forall_forall. intros b Hb. apply H; [now left|exact Hb].
  - apply IH; auto.
Qed.

Lemma FOP_map {A B} (h : A -> B) (Rel : B -> B -> Prop) l :
  ForallOrdPairs (fun a b => Rel (h a) (h b)) l -> ForallOrdPairs Rel (map h l).
Proof.
  induction 1 as [|a l F1 F2 IH]; simpl; constructor; [|exact IH].
  apply Forall_forall. intros b Hb. apply in_map_iff in Hb. destruct Hb as [a' [<- Ha]].
  rewrite Forall_forall in F1. auto.
Qed.

Lemma FOP_impl {A} (R1 R2 : A -> A -> Prop) l : (forall a b, In a l -> In b l -> R1 a b -> R2 a b) ->
  ForallOrdPairs R1 l -> ForallOrdPairs R2 l.
Proof.
  intros H F. induction F as [|a l F1 F2 IH]; constructor.
  - apply Forall_forall. intros b Hb. rewrite Forall_forall in F1. apply H; [now left|now right|auto].
  - apply IH. intros x y Hx Hy. apply H; now right.
Qed.

Lemma signs_distinct L : NoDup L -> ForallOrdPairs (fun s r => exists e, In e L /\ s e * r e < 0) (signs L).
Proof.
  induction 1 as [|e L Hn ND IH]; simpl.
  - constructor; constructor.
  - apply FOP_app.
    + revert IH. apply FOP_impl. intros a b _ _ [k [K1 K2]]. eauto.
    + apply FOP_map. revert IH. apply FOP_impl. intros a b _ _ [k [K1 K2]]. exists k. split; [now right|].
      unfold upd. destruct (Pos.eqb_spec k e) as [->|ne]; [contradiction|exact K2].
    + intros a b Ha Hb. apply in_map_iff in Hb. destruct Hb as [b' [<- Hb]]. exists e. split; [now left|].
      unfold upd. rewrite Pos.eqb_refl, (signs_off L a e Ha Hn). lra.
Qed.

Lemma lower net hid x lb : Pol net hid x -> (forall e, PM.mem e lb = true -> valid net e) ->
  (forall th, M net hid th -> lb_sound lb th) ->
  (forall a, In a (map (fun s => pt s x) (signs (keys lb))) -> M net hid a) /\
  ForallOrdPairs (apart net (M net hid)) (map (fun s => pt s x) (signs (keys lb))).
Proof.
  intros Hx H1 H2. split.
  - intros a Ha. apply in_map_iff in Ha. destruct Ha as [s [<- Hs]]. apply pt_M; [eapply signs_sign; eauto|exact Hx].
  - apply FOP_map. generalize (signs_distinct _ (keys_nodup lb)). apply FOP_impl.
    intros s r Hs Hr [e [He K]]. apply keys_spec in He.
    assert (Hnz : forall th, M net hid th -> th e <> 0).
    { intros th HM E. rewrite PM.mem_find in He. destruct (PM.find e lb) as [q|] eqn:Eq; [|discriminate].
      destruct (H2 th HM e q Eq) as [Q1 Q2]. unfold sq in Q2. rewrite E in Q2. simpl in Q2. lra. }
    apply (sign_apart net _ e); [apply H1, He|exact Hnz|].
    assert (Ms : M net hid (pt s x)) by (apply pt_M; [eapply signs_sign; eauto|exact Hx]).
    specialize (Hnz _ Ms). unfold pt in *.
    assert (S : 0 < sqrt (x e)).
    { pose proof (sqrt_pos (x e)) as S. destruct S as [S|S]; [exact S|]. exfalso. apply Hnz. rewrite <- S. ring. }
    replace (s e * sqrt (x e) * (r e * sqrt (x e))) with ((s e * r e) * (sqrt (x e) * sqrt (x e))) by ring.
    assert (0 < sqrt (x e) * sqrt (x e)) by (apply Rmult_lt_0_compat; exact S). nra.
Qed.

