(** A certificate of isthmus as theorems. th e is the weight of edge e, the e-th pair of
    net (tail, head); hid lists the hidden nodes with their balances, and the node after
    them is the ground. M net hid th says that th obeys the laws. What the statements
    mean is defined in Variety.v of the theory. *)
(** Bundles are rows of parallel edges. In flows the first carries the whole amount. *)
Require Import Reals Lra List PArith NArith ZArith QArith Qreals.
From Isthmus Require Import Theory Locks Floating Distance Parallel.
Import ListNotations.
Open Scope Q_scope.
Open Scope positive_scope.

(* node 1: 'a\x0a'check-sat' '' ' *)
(* node 2: 'b' *)
(* edge 1: 'x->a' *)
(* edge 2: 'a->b' *)
(* edge 3 to 5: 'b=>y' *)
(* edge 6: 'a->a' *)
Definition net : network := [(3,1);(1,2);(2,3);(2,3);(2,3);(1,1)].
Definition hid : balance := [(1,(-1)#2);(2,2#1)].
Definition base : list (eid * Q) := [(1,3#2);(2,2#1)].
Definition locks : list lock := [Lock true 2 (2#1) [2] [];Lock true 1 (3#2) [1] [2]].
Definition from_ground : list (list (node * eid)) := [].
Definition to_ground : list (list (node * eid)) := [].
Definition bypass : list tree * list tree := (from_ground, to_ground).
Definition free : list (list (eid * Q)) := [].
Definition squares : list (eid * Q) := [(1,3#2);(2,2#1)].
Definition forest : list (node * eid) := [(1,1);(2,2)].

Theorem M_equations :
  forall th, M net hid th <-> (
    (th 1%positive ^ 2 + th 6%positive ^ 2) - (th 2%positive ^ 2 + th 6%positive ^ 2) = - (1 / 2) /\
    (th 2%positive ^ 2) - (th 3%positive ^ 2 + th 4%positive ^ 2 + th 5%positive ^ 2) = 2)%R.
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

Theorem locked_2 :
  forall th, M net hid th -> (Q2R (2#1) <= th 2%positive ^ 2)%R /\ th 2 <> 0%R.
Proof.
  apply (locked_all (Lock true 2 (2#1) [2] [])).
  apply (nth_error_In locks (N.to_nat 0)). vm_compute. reflexivity.
Qed.

Theorem locked_1 :
  forall th, M net hid th -> (Q2R (3#2) <= th 1%positive ^ 2)%R /\ th 1 <> 0%R.
Proof.
  apply (locked_all (Lock true 1 (3#2) [1] [2])).
  apply (nth_error_In locks (N.to_nat 1)). vm_compute. reflexivity.
Qed.

Lemma components_checked :
  check_components net hid base locks bypass free 2%N = true.
Proof.
  vm_cast_no_check (eq_refl true).
Qed.

Theorem M_components :
  components net (M net hid) (2 ^ 2)%N.
Proof.
  exact (check_components_sound net hid base locks bypass free 2%N components_checked).
Qed.

Theorem M_signs :
  (forall a b, M net hid a -> M net hid b ->
     joined net (M net hid) a b <->
     (forall e, In e (map lk_edge locks) -> (0 < a e * b e)%R)) /\
  (forall s : point, issign s ->
     exists a, M net hid a /\ forall e, In e (map lk_edge locks) -> (0 < s e * a e)%R).
Proof.
  exact (check_signs_sound net hid base locks bypass free 2%N components_checked).
Qed.

Theorem regular_point :
  forall th, over net squares th -> regular_at net hid th.
Proof.
  apply (check_regular_point_over net hid squares forest).
  vm_cast_no_check (eq_refl true).
Qed.
