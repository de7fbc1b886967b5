(** A certificate of isthmus as theorems. th e is the weight of edge e, the e-th pair of
    net (tail, head); hid lists the hidden nodes with their balances, and the node after
    them is the ground. M net hid th says that th obeys the laws. What the statements
    mean is defined in Variety.v of the theory. *)
Require Import Reals Lra List PArith NArith ZArith QArith Qreals.
From Isthmus Require Import Theory Locks.
Import ListNotations.
Open Scope Q_scope.
Open Scope positive_scope.

Definition net : network := [(1,2);(2,3)].
Definition hid : balance := [(1,(-1)#1);(2,2#1)].
Definition locks : list lock := [Lock true 1 (2#1) [2] []].
Definition from_ground : list (list (node * eid)) := [].
Definition to_ground : list (list (node * eid)) := [].
Definition bypass : list tree * list tree := (from_ground, to_ground).
Definition contradiction : barrier := Barrier true (1#1) [1] [1].

Theorem M_equations :
  forall th, M net hid th <-> (
    (0) - (th 1%positive ^ 2) = - (1) /\
    (th 1%positive ^ 2) - (th 2%positive ^ 2) = 2)%R.
Proof.
  intros th; unfold M; split.
  - intros H.
    pose proof (H _ _ (or_introl eq_refl)) as H1.
    pose proof (H _ _ (or_intror (or_introl eq_refl))) as H2.
    unfold net, Q2R in *. simpl in *. repeat apply conj; lra.
  - intros [H1 H2] v c [E|[E|[]]];
    injection E as <- <-; unfold net, Q2R; simpl in *; lra.
Qed.

Theorem locked_all :
  forall l, In l locks -> forall th, M net hid th ->
  (Q2R (lk_bound l) <= th (lk_edge l) ^ 2)%R /\ th (lk_edge l) <> 0%R.
Proof.
  apply (check_locks_sound net hid locks).
  vm_cast_no_check (eq_refl true).
Qed.

Theorem locked_1 :
  forall th, M net hid th -> (Q2R (2#1) <= th 1%positive ^ 2)%R /\ th 1 <> 0%R.
Proof.
  apply (locked_all (Lock true 1 (2#1) [2] [])).
  apply (nth_error_In locks (N.to_nat 0)). vm_compute. reflexivity.
Qed.

Theorem M_empty :
  forall th, ~ M net hid th.
Proof.
  apply (check_empty_sound net hid locks contradiction).
  vm_cast_no_check (eq_refl true).
Qed.
