(** Maps from positives, sets of nodes, the balance as a map. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.

(** ** maps *)
Lemma get_add {A} (d : A) k j a m : get d k (PM.add j a m) = if Pos.eqb j k then a else get d k m.
Proof.
  unfold get. destruct (Pos.eqb_spec j k) as [->|ne].
  - now rewrite PM.gss.
  - rewrite PM.gso; [reflexivity|congruence].
Qed.

Lemma get_empty {A} (d : A) k : get d k (PM.empty _) = d.
Proof. unfold get; now rewrite PM.gempty. Qed.

Lemma mem_add {A} k j (a : A) m : PM.mem k (PM.add j a m) = Pos.eqb j k || PM.mem k m.
Proof.
  rewrite !PM.mem_find. destruct (Pos.eqb_spec j k) as [->|ne].
  - now rewrite PM.gss.
  - rewrite PM.gso; [reflexivity|congruence].
Qed.

Lemma mem_empty {A} k : PM.mem k (PM.empty A) = false.
Proof. rewrite PM.mem_find, PM.gempty; reflexivity. Qed.

Lemma mkset_sound U : forall m, mkset U = Some m -> NoDup U /\ forall v, PM.mem v m = true <-> In v U.
Proof.
  induction U as [|a U IH]; simpl; intros m H.
  - injection H as <-. split; [constructor|]. intros v. rewrite mem_empty. split; [discriminate|contradiction].
  - destruct (mkset U) as [m0|] eqn:E; [|discriminate].
    destruct (PM.mem a m0) eqn:Ea; [discriminate|]. injection H as <-.
    destruct (IH m0 eq_refl) as [ND Hm]. split.
    + constructor; [|exact ND]. intros K. apply Hm in K. congruence.
    + intros v. rewrite mem_add. rewrite Bool.orb_true_iff, Hm.
      rewrite Pos.eqb_eq. intuition.
Qed.

Lemma chmap_onto_sound hid : forall m v c, PM.find v (chmap_onto hid m) = Some c ->
  In (v, c) hid \/ PM.find v m = Some c.
Proof.
  induction hid as [|[w q] h IH]; simpl; intros m v c H; [now right|].
  apply IH in H. destruct H as [H|H]; [left; now right|].
  destruct (Pos.eq_dec v w) as [->|ne].
  - rewrite PM.gss in H. injection H as ->. left; now left.
  - rewrite PM.gso in H by exact ne. now right.
Qed.

Lemma chmap_onto_mem hid : forall m v, PM.mem v m = true -> PM.mem v (chmap_onto hid m) = true.
Proof.
  induction hid as [|[w q] h IH]; simpl; intros m v H; [exact H|].
  apply IH. rewrite mem_add, H. apply Bool.orb_true_r.
Qed.

Lemma chmap_sound hid v c : PM.find v (chmap hid) = Some c -> In (v, c) hid.
Proof.
  intros H. apply chmap_onto_sound in H. destruct H as [H|H]; [exact H|].
  rewrite PM.gempty in H. discriminate.
Qed.

Lemma chmap_complete hid v c : In (v, c) hid -> PM.mem v (chmap hid) = true.
Proof.
  unfold chmap. generalize (PM.empty Q). induction hid as [|[w q] h IH]; simpl; intros m H; [contradiction|].
  destruct H as [H|H]; [|apply IH, H].
  injection H as -> ->. apply chmap_onto_mem. now rewrite mem_add, Pos.eqb_refl.
Qed.

(** a node outside the map is in no law *)
Lemma chmap_hidden hid v : PM.mem v (chmap hid) = true -> exists c, In (v, c) hid.
Proof.
  rewrite PM.mem_find. destruct (PM.find v (chmap hid)) as [c|] eqn:E; [|discriminate].
  intros _. exists c. apply chmap_sound, E.
Qed.

(** ** strictly increasing lists *)
Lemma increasing_above l : forall a, increasing (a :: l) = true -> forall b, In b l -> (a < b)%positive.
Proof.
  induction l as [|c l IH]; intros a H b Hb; [contradiction|].
  cbn [increasing] in H. destruct (Pos.ltb_spec a c) as [L|]; [|discriminate].
  destruct Hb as [<-|Hb]; [exact L|]. apply (Pos.lt_trans _ c); [exact L|]. apply IH; assumption.
Qed.

Lemma increasing_tail a l : increasing (a :: l) = true -> increasing l = true.
Proof.
  cbn [increasing]. destruct l as [|b l]; [reflexivity|]. destruct (Pos.ltb a b); [auto|discriminate].
Qed.

Lemma increasing_nodup l : increasing l = true -> NoDup l.
Proof.
  induction l as [|a l IH]; intros H; constructor.
  - intros K. pose proof (increasing_above l a H a K). lia.
  - apply IH. eapply increasing_tail; exact H.
Qed.
