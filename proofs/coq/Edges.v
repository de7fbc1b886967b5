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

Lemma build_onto_in U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i r f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (fst (build_onto es i r)))) U
  = sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (fst r))) U
    + esum es i (fun k s d => if u d then f k s else 0).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; cbn [build_onto esum]; intros i r f; [lra|].
  rewrite IH. cbn [fst]. rewrite <- (sumL_indic U u d (f i s) ND Hu), <- Rplus_assoc. f_equal.
  rewrite <- sumL_plus. apply sumL_ext. intros a _. rewrite get_add.
  destruct (Pos.eqb_spec d a) as [->|ne]; simpl; lra.
Qed.

Lemma build_onto_out U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i r f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (snd (build_onto es i r)))) U
  = sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (snd r))) U
    + esum es i (fun k s d => if u s then f k d else 0).
Proof.
  intros ND Hu. induction es as [|[s d] es IH]; cbn [build_onto esum]; intros i r f; [lra|].
  rewrite IH. cbn [snd]. rewrite <- (sumL_indic U u s (f i d) ND Hu), <- Rplus_assoc. f_equal.
  rewrite <- sumL_plus. apply sumL_ext. intros a _. rewrite get_add.
  destruct (Pos.eqb_spec s a) as [->|ne]; simpl; lra.
Qed.

Lemma sumL_none {A} (f : A -> R) (U : list node) :
  sumL (fun v => sumL f (get nil v (PM.empty (list A)))) U = 0.
Proof. erewrite sumL_ext; [apply sumL_0|]. intros a _. simpl. now rewrite get_empty. Qed.

Lemma build_in U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (fst (build es i)))) U
  = esum es i (fun k s d => if u d then f k s else 0).
Proof.
  intros ND Hu es i f. unfold build. rewrite (build_onto_in U u ND Hu). cbn [fst].
  rewrite (sumL_none (fun p : eid * node => f (fst p) (snd p)) U). lra.
Qed.

Lemma build_out U u : NoDup U -> (forall v, u v = true <-> In v U) -> forall es i f,
  sumL (fun v => sumL (fun p => f (fst p) (snd p)) (get nil v (snd (build es i)))) U
  = esum es i (fun k s d => if u s then f k d else 0).
Proof.
  intros ND Hu es i f. unfold build. rewrite (build_onto_out U u ND Hu). cbn [snd].
  rewrite (sumL_none (fun p : eid * node => f (fst p) (snd p)) U). lra.
Qed.

(** ** the maps of a network list exactly its edges *)
Lemma build_onto_in_spec es : forall i r k s d,
  In (k, s) (get nil d (fst (build_onto es i r))) <-> In (k, (s, d)) (enum es i) \/ In (k, s) (get nil d (fst r)).
Proof.
  induction es as [|[s0 d0] es IH]; cbn [build_onto enum]; intros i r k s d; [simpl; tauto|].
  rewrite IH. cbn [fst]. rewrite get_add. destruct (Pos.eqb_spec d0 d) as [->|ne]; simpl.
  - assert ((i, s0) = (k, s) <-> (i, (s0, d)) = (k, (s, d))) by (split; intros [= -> ->]; reflexivity). tauto.
  - assert ((i, (s0, d0)) <> (k, (s, d))) by congruence. tauto.
Qed.

Lemma build_onto_out_spec es : forall i r k s d,
  In (k, d) (get nil s (snd (build_onto es i r))) <-> In (k, (s, d)) (enum es i) \/ In (k, d) (get nil s (snd r)).
Proof.
  induction es as [|[s0 d0] es IH]; cbn [build_onto enum]; intros i r k s d; [simpl; tauto|].
  rewrite IH. cbn [snd]. rewrite get_add. destruct (Pos.eqb_spec s0 s) as [->|ne]; simpl.
  - assert ((i, d0) = (k, d) <-> (i, (s, d0)) = (k, (s, d))) by (split; intros [= -> ->]; reflexivity). tauto.
  - assert ((i, (s0, d0)) <> (k, (s, d))) by congruence. tauto.
Qed.

Lemma build_in_spec es i k s d : In (k, s) (get nil d (fst (build es i))) <-> In (k, (s, d)) (enum es i).
Proof. unfold build. rewrite build_onto_in_spec. cbn [fst]. rewrite get_empty. simpl. tauto. Qed.

Lemma build_out_spec es i k s d : In (k, d) (get nil s (snd (build es i))) <-> In (k, (s, d)) (enum es i).
Proof. unfold build. rewrite build_onto_out_spec. cbn [snd]. rewrite get_empty. simpl. tauto. Qed.

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

Lemma etab_onto_enum es : forall i m k p, PM.find k (etab_onto es i m) = Some p ->
  In (k, p) (enum es i) \/ PM.find k m = Some p.
Proof.
  induction es as [|q es IH]; simpl; intros i m k p H; [now right|].
  apply IH in H. destruct H as [H|H]; [left; now right|].
  destruct (Pos.eq_dec k i) as [->|ne].
  - rewrite PM.gss in H. injection H as ->. left; now left.
  - rewrite PM.gso in H by exact ne. now right.
Qed.

Lemma etab_enum es i k p : PM.find k (etab es i) = Some p -> In (k, p) (enum es i).
Proof.
  intros H. apply etab_onto_enum in H. destruct H as [H|H]; [exact H|]. rewrite PM.gempty in H. discriminate.
Qed.

Lemma etab_onto_other es : forall i m k, (Pos.to_nat k < Pos.to_nat i)%nat ->
  PM.find k (etab_onto es i m) = PM.find k m.
Proof.
  induction es as [|q es IH]; simpl; intros i m k H; [reflexivity|].
  rewrite IH by lia. apply PM.gso. intros ->. lia.
Qed.

Lemma etab_complete es i k p : In (k, p) (enum es i) -> PM.find k (etab es i) = Some p.
Proof.
  unfold etab. generalize (PM.empty (node * node)). revert i.
  induction es as [|q es IH]; simpl; intros i m H; [contradiction|].
  destruct H as [H|H]; [|apply IH, H]. injection H as -> ->. rewrite etab_onto_other by lia. apply PM.gss.
Qed.

Lemma enum_fun es : forall i k p q, In (k, p) (enum es i) -> In (k, q) (enum es i) -> p = q.
Proof.
  induction es as [|r es IH]; simpl; intros i k p q Hp Hq; [contradiction|].
  destruct Hp as [Hp|Hp], Hq as [Hq|Hq].
  - congruence.
  - injection Hp as -> ->. apply enum_ge in Hq. lia.
  - injection Hq as -> ->. apply enum_ge in Hp. lia.
  - eapply IH; eauto.
Qed.

Lemma forall_edges_sound f es : forall i, forall_edges f es i = true -> forall p, In p (enum es i) -> f p = true.
Proof.
  induction es as [|q es IH]; simpl; intros i H p Hp; [contradiction|].
  destruct (f (i, q)) eqn:E; [|discriminate]. destruct Hp as [<-|Hp]; [exact E|]. eapply IH; eauto.
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

