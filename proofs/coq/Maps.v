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

Lemma chmap_sound hid v c : PM.find v (chmap hid) = Some c -> In (v, c) hid.
Proof.
  induction hid as [|[w q] h IH]; simpl; [rewrite PM.gempty; discriminate|].
  destruct (Pos.eq_dec v w) as [->|ne].
  - rewrite PM.gss. intros [= ->]. now left.
  - rewrite PM.gso by exact ne. auto.
Qed.

Lemma chmap_complete hid v c : In (v, c) hid -> PM.mem v (chmap hid) = true.
Proof.
  induction hid as [|[w q] h IH]; simpl; [contradiction|].
  rewrite mem_add. intros [H|H].
  - injection H as -> ->. now rewrite Pos.eqb_refl.
  - rewrite IH by exact H. apply Bool.orb_true_r.
Qed.

