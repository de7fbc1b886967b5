(** Sets of hidden nodes that float.

    A set of hidden nodes floats at a point if every edge that crosses it vanishes there. The rows
    of the Jacobian over such a set add up to zero, and conversely the nodes where a left-kernel
    vector takes one nonzero value form such a set. So a point is singular exactly where a set
    floats. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Theory.

(** ** The statements: what a reader must trust *)

(** edge number i, counted from 1, runs from s to d *)
Definition runs (net : network) (i : eid) (s d : node) : Prop :=
  nth_error net (Nat.pred (Pos.to_nat i)) = Some (s, d).

Definition hidden (hid : balance) (v : node) : Prop := exists c, In (v, c) hid.

(** every edge with exactly one end in U vanishes at th *)
Definition floats (net : network) (th : point) (U : list node) : Prop :=
  forall i s d, runs net i s d -> (In s U <-> ~ In d U) -> th i = 0.

(** however U is split into two nonempty parts, an edge that is not zero at th joins them *)
Definition connected_at (net : network) (th : point) (U : list node) : Prop :=
  forall A : node -> bool,
    (exists v, In v U /\ A v = true) -> (exists v, In v U /\ A v = false) ->
    exists i s d, runs net i s d /\ In s U /\ In d U /\ A s <> A d /\ th i <> 0.

Definition floating_component (net : network) (hid : balance) (th : point) (U : list node) : Prop :=
  U <> nil /\ NoDup U /\ (forall v, In v U -> hidden hid v) /\
  floats net th U /\ connected_at net th U.

Definition detachable (net : network) (hid : balance) (U : list node) : Prop :=
  exists th, M net hid th /\ floating_component net hid th U.

Definition same_set (U W : list node) : Prop := forall v, In v U <-> In v W.

(** the Jacobian of the equations has a nonzero left-kernel vector: its rank is below their number
    *)
Definition degenerate (net : network) (hid : balance) (th : point) : Prop :=
  exists J, is_jacobian net hid th J /\
  exists y, (exists v c, In (v, c) hid /\ y v <> 0) /\ left_kernel net hid J y.

(** ** Edges by number and edges by list *)

Lemma enum_nth es : forall i k p,
  In (k, p) (enum es i) <->
  (Pos.to_nat i <= Pos.to_nat k)%nat /\ nth_error es (Pos.to_nat k - Pos.to_nat i) = Some p.
Proof.
  induction es as [|q es IH]; intros i k p; cbn [enum In].
  - split; [contradiction|]. intros [_ H]. destruct (_ - _)%nat in H; discriminate H.
  - split.
    + intros [[= -> ->]|H]; [rewrite Nat.sub_diag; split; [lia|reflexivity]|].
      apply IH in H. rewrite Pos2Nat.inj_succ in H. destruct H as [L H]. split; [lia|].
      replace (Pos.to_nat k - Pos.to_nat i)%nat with (S (Pos.to_nat k - S (Pos.to_nat i))) by lia.
      exact H.
    + intros [L H]. destruct (Nat.eq_dec (Pos.to_nat k) (Pos.to_nat i)) as [E|ne].
      * rewrite E, Nat.sub_diag in H. injection H as ->. apply Pos2Nat.inj in E. subst. now left.
      * right. apply IH. rewrite Pos2Nat.inj_succ. split; [lia|].
        replace (Pos.to_nat k - Pos.to_nat i)%nat with (S (Pos.to_nat k - S (Pos.to_nat i))) in H
          by lia.
        exact H.
Qed.

Lemma runs_enum net i s d : runs net i s d <-> In (i, (s, d)) (enum net 1%positive).
Proof.
  unfold runs. rewrite enum_nth. change (Pos.to_nat 1) with 1%nat. rewrite Nat.sub_1_r.
  pose proof (Pos2Nat.is_pos i). intuition lia.
Qed.

Lemma runs_valid net i s d : runs net i s d -> valid net i.
Proof. intros H. apply runs_enum in H. exact (enum_valid _ _ _ H). Qed.

Lemma valid_runs net i : valid net i -> exists s d, runs net i s d.
Proof.
  intros H. destruct (valid_enum net i H) as [[s d] Hp]. exists s, d. apply runs_enum, Hp.
Qed.

(** ** Sums that vanish *)

Lemma sum_zero {A} (f : A -> R) l : (forall a, In a l -> f a = 0) -> sumL f l = 0.
Proof. intros H. rewrite (sumL_ext f (fun _ => 0) l H). apply sumL_0. Qed.

Lemma sum_nonneg {A} (f : A -> R) l : (forall a, In a l -> 0 <= f a) -> 0 <= sumL f l.
Proof. intros H. rewrite <- (sumL_0 l). apply sumL_le, H. Qed.

Lemma sum_zero_each {A} (f : A -> R) l : (forall a, In a l -> 0 <= f a) -> sumL f l = 0 ->
  forall a, In a l -> f a = 0.
Proof.
  induction l as [|b l IH]; cbn [sumL]; intros HP HZ a Ha; [contradiction|].
  pose proof (HP b (or_introl eq_refl)). assert (0 <= sumL f l) by (apply sum_nonneg; intros;
    apply HP; now right).
  destruct Ha as [<-|Ha]; [lra|]. apply IH; [intros; apply HP; now right|lra|exact Ha].
Qed.

Lemma sq_zero th e : sq th e = 0 -> th e = 0.
Proof. unfold sq. intros H. apply Rsqr_0_uniq. unfold Rsqr. lra. Qed.

Lemma pt_zero s (x : point) i : issign s -> 0 <= x i -> (pt s x i = 0 <-> x i = 0).
Proof.
  intros Hs Hx. split; intros H.
  - rewrite <- (pt_sq s x i Hs Hx), H. ring.
  - unfold pt. rewrite H, sqrt_0. ring.
Qed.

(** ** Floating sets and the left kernel *)

Definition memb (v : node) (U : list node) : bool := existsb (Pos.eqb v) U.

Lemma memb_In v U : memb v U = true <-> In v U.
Proof.
  unfold memb. rewrite existsb_exists. split.
  - intros [w [Hw E]]. apply Pos.eqb_eq in E. now subst w.
  - intros H. exists v. split; [exact H|apply Pos.eqb_refl].
Qed.

Lemma memb_not v U : memb v U = false <-> ~ In v U.
Proof. rewrite <- memb_In. destruct (memb v U); intuition discriminate. Qed.

Lemma hidden_fst hid v : hidden hid v <-> In v (map fst hid).
Proof.
  unfold hidden. rewrite in_map_iff. split.
  - intros [c H]. exists (v, c). auto.
  - intros [[w c] [E H]]. simpl in E. subst w. exists c. exact H.
Qed.

(** [u] decides membership in [U]: then "exactly one end in U" is an exclusive or *)
Lemma one_end (U : list node) (u : node -> bool) s d :
  (forall v, u v = true <-> In v U) -> (In s U <-> ~ In d U) <-> u s <> u d.
Proof.
  intros Hu. rewrite <- !Hu. destruct (u s), (u d); intuition congruence.
Qed.

Lemma jacobian_unique net hid th J v c i :
  is_jacobian net hid th J -> In (v, c) hid -> valid net i -> J v i = jac net th v i.
Proof.
  intros HJ Hc Hi. eapply uniqueness_limite; [exact (HJ v c Hc i Hi)|].
  exact (jac_ok net hid th v c Hc i Hi).
Qed.

(** the nodes where a left-kernel vector has the value y v <> 0 *)
Lemma kernel_floats net hid th J y v c : NoDup (map fst hid) ->
  is_jacobian net hid th J -> left_kernel net hid J y -> In (v, c) hid -> y v <> 0 ->
  exists U, In v U /\ NoDup U /\ (forall w, In w U -> hidden hid w) /\ floats net th U.
Proof.
  intros ND HJ HK Hv Hy.
  set (Y := fun w => if memb w (map fst hid) then y w else 0).
  set (u := fun w => if Req_EM_T (Y w) (y v) then true else false).
  assert (Hh : forall w, u w = true -> In w (map fst hid)).
  { intros w. unfold u, Y. destruct (memb w (map fst hid)) eqn:E; [intros _; now apply memb_In|].
    destruct (Req_EM_T 0 (y v)) as [Z|]; [symmetry in Z; contradiction|discriminate]. }
  assert (HU : forall w, u w = true <-> In w (filter u (map fst hid))).
  { intros w. rewrite filter_In. split; [|tauto]. auto. }
  exists (filter u (map fst hid)).
  assert (Hm : In v (map fst hid)) by (apply in_map_iff; exists (v, c); auto).
  split; [|split; [apply NoDup_filter, ND|split]].
  - apply HU. unfold u, Y. apply memb_In in Hm. rewrite Hm.
    destruct (Req_EM_T (y v) (y v)); [reflexivity|contradiction].
  - intros w Hw. apply hidden_fst, Hh, HU, Hw.
  - intros i s d Hr Hx. apply (one_end _ u _ _ HU) in Hx. apply runs_enum in Hr.
    pose proof (kernel_sum net hid th y i s d ND Hr) as K. cbv zeta in K.
    change (sumL (fun vc => y (fst vc) * jac net th (fst vc) i) hid = 2 * th i * (Y d - Y s)) in K.
    assert (Z : sumL (fun vc => y (fst vc) * jac net th (fst vc) i) hid = 0).
    { rewrite <- (HK i (enum_valid _ _ _ Hr)). apply sumL_ext. intros [w q] Hw. cbn [fst].
      rewrite (jacobian_unique net hid th J w q i HJ Hw (enum_valid _ _ _ Hr)). reflexivity. }
    rewrite Z in K. assert (D : Y d - Y s <> 0).
    { intros E. apply Hx. unfold u. replace (Y d) with (Y s) by lra. reflexivity. }
    destruct (Rmult_integral _ _ (eq_sym K)); [lra|contradiction].
Qed.

(** *** Where a set floats, the Jacobian loses rank *)
Theorem floats_degenerate net hid th U : NoDup (map fst hid) -> U <> nil ->
  (forall v, In v U -> hidden hid v) -> floats net th U -> degenerate net hid th.
Proof.
  intros ND NE Hh HF. exists (jac net th). split; [apply jac_ok|].
  exists (fun v => if memb v U then 1 else 0). split.
  - destruct U as [|v U]; [contradiction|]. destruct (Hh v (or_introl eq_refl)) as [c Hc].
    exists v, c. split; [exact Hc|]. cbn. rewrite Pos.eqb_refl. cbn. lra.
  - intros i Hi. destruct (valid_enum net i Hi) as [[s d] He].
    pose proof (kernel_sum net hid th (fun v => if memb v U then 1 else 0) i s d ND He) as K.
    cbv zeta in K. etransitivity; [exact K|]. clear K.
    assert (Y : forall w, (if existsb (Pos.eqb w) (map fst hid) then (if memb w U then 1 else 0)
                           else 0) = if memb w U then 1 else 0).
    { intros w. fold (memb w (map fst hid)). destruct (memb w (map fst hid)) eqn:E; [reflexivity|].
      destruct (memb w U) eqn:EU; [|reflexivity]. apply memb_In, Hh, hidden_fst, memb_In in EU.
      congruence. }
    etransitivity; [exact (f_equal2 (fun p r => 2 * th i * (p - r)) (Y d) (Y s))|]. cbv beta.
    destruct (Bool.bool_dec (memb s U) (memb d U)) as [E|ne]; [rewrite E; ring|].
    rewrite (HF i s d); [ring|now apply runs_enum|].
    apply (one_end U (fun v => memb v U)); [intros v; apply memb_In|exact ne].
Qed.

Corollary component_singular net hid th U : NoDup (map fst hid) -> M net hid th ->
  floating_component net hid th U -> singular_at net hid th.
Proof.
  intros ND HM (NE & _ & Hh & HF & _). split; [exact HM|].
  exact (floats_degenerate net hid th U ND NE Hh HF).
Qed.

Lemma singular_degenerate net hid th : singular_at net hid th <-> M net hid th /\ degenerate net hid
  th.
Proof. reflexivity. Qed.

Lemma regular_not_degenerate net hid a : M net hid a ->
  (regular_at net hid a <-> ~ degenerate net hid a).
Proof.
  intros HM. split.
  - intros [_ [J [HJ HR]]] (J' & HJ' & y & (v & c & Hc & Hy) & HK).
    apply Hy, (HR y) with (c := c); [|exact Hc].
    intros i Hi. rewrite <- (HK i Hi). apply sumL_ext. intros [w q] Hw. cbn [fst].
    rewrite (jacobian_unique net hid a J w q i HJ Hw Hi),
      (jacobian_unique net hid a J' w q i HJ' Hw Hi).
    reflexivity.
  - intros N. split; [exact HM|]. exists (jac net a). split; [apply jac_ok|]. intros y HK v c Hc.
    destruct (Req_dec (y v) 0) as [E|ne]; [exact E|]. exfalso. apply N.
    exists (jac net a). split; [apply jac_ok|]. exists y. split; [exists v, c; auto|exact HK].
Qed.
