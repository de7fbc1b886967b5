(** Sums over the edges of a network. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.
From Isthmus Require Import Sums.
From Isthmus Require Import Maps.

(** ** edge sums *)
Fixpoint esum (es : network) (i : eid) (F : eid -> node -> node -> R) : R :=
  match es with nil => 0 | (s, d) :: es' => F i s d + esum es' (Pos.succ i) F end.

Lemma esum_ext es : forall i F G, (forall k s d, F k s d = G k s d) -> esum es i F = esum es i G.
Proof. induction es as [|[s d] es IH]; simpl; intros; [reflexivity|]. rewrite H, (IH _ F G H); reflexivity. Qed.

Lemma esum_minus es : forall i F G, esum es i (fun k s d => F k s d - G k s d) = esum es i F - esum es i G.
Proof. induction es as [|[s d] es IH]; simpl; intros; [lra|]. rewrite IH; lra. Qed.

Lemma esum_enum es : forall i F, esum es i F = sumL (fun p => F (fst p) (fst (snd p)) (snd (snd p))) (enum es i).
Proof. induction es as [|[s d] es IH]; simpl; intros; [reflexivity|]. rewrite IH; reflexivity. Qed.

Lemma bal_esum v es : forall i x,
  bal v es i x = esum es i (fun k s d => (if Pos.eqb d v then x k else 0) - (if Pos.eqb s v then x k else 0)).
Proof. induction es as [|[s d] es IH]; simpl; intros; [reflexivity|]. rewrite IH; reflexivity. Qed.

Lemma bal_ext v es : forall i x y,
  (forall k, (Pos.to_nat i <= Pos.to_nat k < Pos.to_nat i + length es)%nat -> x k = y k) ->
  bal v es i x = bal v es i y.
Proof.
  induction es as [|[s d] es IH]; simpl; intros i x y H; [reflexivity|].
  rewrite (H i) by lia. rewrite (IH (Pos.succ i) x y); [reflexivity|].
  intros k Hk. apply H. lia.
Qed.

Lemma bal_ext_valid v net x y : (forall k, valid net k -> x k = y k) -> bal v net 1%positive x = bal v net 1%positive y.
Proof. intros H. apply bal_ext. intros k Hk. apply H. unfold valid. change (Pos.to_nat 1) with 1%nat in Hk. lia. Qed.

Lemma bal_lin v es : forall i x y a b,
  bal v es i (fun k => a * x k + b * y k) = a * bal v es i x + b * bal v es i y.
Proof.
  induction es as [|[s d] es IH]; simpl; intros; [lra|]. rewrite IH.
  destruct (Pos.eqb d v), (Pos.eqb s v); lra.
Qed.

Lemma sum_bal U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i x,
  sumL (fun v => bal v es i x) U = esum es i (fun k s d => (if u d then x k else 0) - (if u s then x k else 0)).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; simpl; intros i x; [apply sumL_0|].
  rewrite sumL_plus, sumL_minus, (sumL_indic U u d), (sumL_indic U u s), IH by assumption. reflexivity.
Qed.

Lemma build_in U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (fst (build es i)))) U
  = esum es i (fun k s d => if u d then f k s else 0).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; simpl; intros i f.
  - erewrite sumL_ext; [apply sumL_0|]. intros a _. simpl. rewrite get_empty. reflexivity.
  - rewrite <- IH, <- (sumL_indic U u d (f i s) ND Hu), <- sumL_plus.
    apply sumL_ext. intros a _. rewrite get_add.
    destruct (Pos.eqb_spec d a) as [->|ne]; simpl; lra.
Qed.

Lemma build_out U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (snd (build es i)))) U
  = esum es i (fun k s d => if u s then f k d else 0).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; simpl; intros i f.
  - erewrite sumL_ext; [apply sumL_0|]. intros a _. simpl. rewrite get_empty. reflexivity.
  - rewrite <- IH, <- (sumL_indic U u s (f i d) ND Hu), <- sumL_plus.
    apply sumL_ext. intros a _. rewrite get_add.
    destruct (Pos.eqb_spec s a) as [->|ne]; simpl; lra.
Qed.

Lemma enum_ge es : forall i k p, In (k, p) (enum es i) -> (Pos.to_nat i <= Pos.to_nat k < Pos.to_nat i + length es)%nat.
Proof.
  induction es as [|q es IH]; simpl; intros i k p H; [contradiction|].
  destruct H as [H|H]; [injection H as -> ->; lia|]. specialize (IH _ _ _ H). lia.
Qed.

Lemma enum_valid net k p : In (k, p) (enum net 1%positive) -> valid net k.
Proof. intros H. apply enum_ge in H. unfold valid. change (Pos.to_nat 1) with 1%nat in H. lia. Qed.

Lemma valid_enum_gen es : forall i k,
  (Pos.to_nat i <= Pos.to_nat k < Pos.to_nat i + length es)%nat -> exists p, In (k, p) (enum es i).
Proof.
  induction es as [|q es IH]; simpl; intros i k H; [lia|].
  destruct (Pos.eq_dec k i) as [->|ne]; [exists q; now left|].
  destruct (IH (Pos.succ i) k) as [p Hp].
  - assert (Pos.to_nat k <> Pos.to_nat i) by (intros K; apply Pos2Nat.inj in K; contradiction). lia.
  - exists p; now right.
Qed.

Lemma valid_enum net k : valid net k -> exists p, In (k, p) (enum net 1%positive).
Proof. intros H. apply valid_enum_gen. unfold valid in H. change (Pos.to_nat 1) with 1%nat. pose proof (Pos2Nat.is_pos k). lia. Qed.

Lemma etab_enum es : forall i k p, PM.find k (etab es i) = Some p -> In (k, p) (enum es i).
Proof.
  induction es as [|q es IH]; simpl; intros i k p H; [rewrite PM.gempty in H; discriminate|].
  destruct (Pos.eq_dec k i) as [->|ne].
  - rewrite PM.gss in H. injection H as ->. now left.
  - rewrite PM.gso in H by exact ne. right; auto.
Qed.

(** coefficient of edge k in equation v *)
Lemma bal_unit es : forall i k s d v, In (k, (s, d)) (enum es i) -> forall x r,
  bal v es i (fun j => if Pos.eqb j k then r else x j)
  = bal v es i x + ((if Pos.eqb d v then r - x k else 0) - (if Pos.eqb s v then r - x k else 0)).
Proof.
  induction es as [|[s0 d0] es IH]; simpl; intros i k s d v H x r; [contradiction|].
  destruct H as [H|H].
  - injection H as -> -> ->. rewrite Pos.eqb_refl.
    rewrite (bal_ext v es (Pos.succ k) _ x).
    + destruct (Pos.eqb d v), (Pos.eqb s v); lra.
    + intros j Hj. destruct (Pos.eqb_spec j k) as [->|ne]; [lia|reflexivity].
  - rewrite (IH _ _ _ _ v H). apply enum_ge in H.
    destruct (Pos.eqb_spec i k) as [->|ne]; [lia|]. lra.
Qed.

