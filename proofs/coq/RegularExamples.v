(** Small certificates about the regular part, right and wrong ones, decided by computation. *)
Require Import Reals List PArith NArith ZArith QArith.
Import ListNotations.
From Isthmus Require Import Theory RegularPoints RegularCuts RegularFree RegularPart.
Open Scope positive_scope.

Ltac accepted := vm_compute; reflexivity.
Ltac rejected := vm_compute; reflexivity.

(** ** One hidden node: ground 1, hidden 2, ground 3 *)
Definition line := [(1, 2); (2, 3)].
Definition weak_in := Weak true 1 [2] [].
Definition weak_out := Weak false 2 [2] [].

(** balance 0: two lines that cross; without the crossing four half lines *)
Notation check_crossing := (check_regular_components line [(2, 0%Q)]).

Example crossing_ok :
  check_crossing [] [weak_in; weak_out] [(1, 1%Q); (2, 1%Q)] [(2, 1)] ([], []) [] 2 = true.
Proof. accepted. Qed.

(** the theorem turns the computation into a statement about real points *)
Example crossing_four : components line (regular_at line [(2, 0%Q)]) 4.
Proof. exact (check_regular_components_sound _ _ _ _ _ _ _ _ _ crossing_ok). Qed.

(** they are the choices of signs on the two edges *)
Example crossing_signs a b : regular_at line [(2, 0%Q)] a -> regular_at line [(2, 0%Q)] b ->
  joined line (regular_at line [(2, 0%Q)]) a b <-> forall e, In e [1; 2] -> (0 < a e * b e)%R.
Proof. exact (proj1 (check_regular_signs_sound _ _ _ _ _ _ _ _ _ crossing_ok) a b). Qed.

Example crossing_wrong_number :
  check_crossing [] [weak_in; weak_out] [(1, 1%Q); (2, 1%Q)] [(2, 1)] ([], []) [] 1 = false.
Proof. rejected. Qed.
Example crossing_missing :
  check_crossing [] [weak_in] [(1, 1%Q); (2, 1%Q)] [(2, 1)] ([], []) [] 1 = false.
Proof. rejected. Qed.
Example crossing_twice :
  check_crossing [] [weak_in; weak_in; weak_out] [(1, 1%Q); (2, 1%Q)] [(2, 1)] ([], []) [] 3
  = false.
Proof. rejected. Qed.
Example crossing_not_regular :
  check_crossing [] [weak_in; weak_out] [] [(2, 1)] ([], []) [] 2 = false.
Proof. rejected. Qed.
Example crossing_no_forest :
  check_crossing [] [weak_in; weak_out] [(1, 1%Q); (2, 1%Q)] [] ([], []) [] 2 = false.
Proof. rejected. Qed.
Example crossing_wrong_edge :
  check_crossing [] [Weak true 2 [2] []; weak_out] [(1, 1%Q); (2, 1%Q)] [(2, 1)] ([], []) [] 2
  = false.
Proof. rejected. Qed.
Example crossing_point_zero :
  check_crossing [] [weak_in; weak_out] [(1, 1%Q); (2, 1%Q)] [(2, 1)] ([], [])
    [([(1, (-1)%Q); (2, (-1)%Q)], [(1, []); (2, [])])] 2 = false.
Proof. rejected. Qed.

(** ** A lock of the other kind shows nothing: with balance -1 the second edge is locked by an
    out-cut; as a use it gives the first edge the value 0, but (0, 1) is a regular point *)
Definition tilted : balance := [(2, (-1)%Q)].
Definition lock_out := Lock false 2 1%Q [2] [].
Notation check_tilted := (check_regular_components line tilted).

Example mixed_value :
  match run_locks (mkctx line tilted) [lock_out] (PM.empty _) with
  | Some lb => cut (mkctx line tilted) lb true [2] [2]
  | None => None
  end = Some ([1], 0%Q).
Proof. reflexivity. Qed.
Example mixed_kinds :
  check_tilted [lock_out] [Weak true 1 [2] [2]] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [] 2 = false.
Proof. rejected. Qed.
Example tilted_value_not_zero :
  check_tilted [lock_out] [weak_in] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [] 2 = false.
Proof. rejected. Qed.
Example tilted_locked_and_weak :
  check_tilted [lock_out] [weak_out] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [] 2 = false.
Proof. rejected. Qed.

(** the truth: the first edge vanishes at (0, 1), and its ends stay joined by the second edge and
    the ground *)
Definition lose_first : list (eid * Q) := [(1, (-1)%Q); (2, (-1)%Q)].
Example tilted_ok :
  check_tilted [lock_out] [] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [(lose_first, [(1, [2])])] 1
  = true.
Proof. accepted. Qed.
Example tilted_two : components line (regular_at line tilted) 2.
Proof. exact (check_regular_components_sound _ _ _ _ _ _ _ _ _ tilted_ok). Qed.
Example detour_missing :
  check_tilted [lock_out] [] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [(lose_first, [])] 1 = false.
Proof. rejected. Qed.
Example detour_over_lost_edge :
  check_tilted [lock_out] [] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [(lose_first, [(1, [1])])] 1
  = false.
Proof. rejected. Qed.
Example detour_too_short :
  check_tilted [lock_out] [] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [(lose_first, [(1, [])])] 1
  = false.
Proof. rejected. Qed.
Example detour_of_nothing_lost :
  check_tilted [lock_out] [] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], [])
    [(lose_first, [(1, [2]); (2, [1])])] 1 = false.
Proof. rejected. Qed.
Example detour_of_other_edge :
  check_tilted [lock_out] [] [(1, 1%Q); (2, 2%Q)] [(2, 1)] ([], []) [(lose_first, [(2, [2])])] 1
  = false.
Proof. rejected. Qed.

(** ** Two hidden nodes in a row, ground 1 and 4: a weak edge that uses a lock of the same kind. If
    the first edge vanishes, the second is at its bound and the third vanishes: {2, 3} floats. *)
Definition row := [(1, 2); (2, 3); (3, 4)].
Notation check_row :=
  (check_regular_components row [(2, (-1)%Q); (3, 1%Q)] [Lock true 2 1%Q [3] []]).
Definition row_point : list (eid * Q) := [(1, 1%Q); (2, 2%Q); (3, 1%Q)].

Example row_ok :
  check_row [Weak true 1 [2] [2]; Weak false 3 [2; 3] []] row_point [(2, 1); (3, 2)] ([], []) [] 3
  = true.
Proof. accepted. Qed.
Example row_other_kind :
  check_row [Weak true 1 [2] [2]; Weak false 3 [3] [2]] row_point [(2, 1); (3, 2)] ([], []) [] 3
  = false.
Proof. rejected. Qed.
Example row_use_unlocked :
  check_row [Weak true 1 [2] [3]; Weak false 3 [2; 3] []] row_point [(2, 1); (3, 2)] ([], []) [] 3
  = false.
Proof. rejected. Qed.
Example row_use_missing :
  check_row [Weak true 1 [2] []; Weak false 3 [2; 3] []] row_point [(2, 1); (3, 2)] ([], []) [] 3
  = false.
Proof. rejected. Qed.

(** A lock that uses a lock of the other kind is not pure, nor is what uses it: with the balances
    -1 and 0 the last edge is locked by an out-cut, then the second by an in-cut that uses it. The
    first edge would get the value 0, but (0, 1, 1) is a regular point. *)
Definition impure := [Lock false 3 1%Q [2; 3] []; Lock true 2 1%Q [3] [3]].
Notation check_impure :=
  (check_regular_components row [(2, (-1)%Q); (3, 0%Q)] impure).
Definition lose_one : list (eid * Q) := [(1, (-1)%Q); (2, (-1)%Q); (3, (-1)%Q)].

Example impure_use :
  check_impure [Weak true 1 [2] [2]] [(1, 1%Q); (2, 2%Q); (3, 2%Q)] [(2, 1); (3, 2)] ([], []) [] 3
  = false.
Proof. rejected. Qed.
Example impure_ok :
  check_impure [] [(1, 1%Q); (2, 2%Q); (3, 2%Q)] [(2, 1); (3, 2)] ([], [])
    [(lose_one, [(1, [3; 2])])] 2 = true.
Proof. accepted. Qed.
Example detour_out_of_order :
  check_impure [] [(1, 1%Q); (2, 2%Q); (3, 2%Q)] [(2, 1); (3, 2)] ([], [])
    [(lose_one, [(1, [2; 3])])] 2 = false.
Proof. rejected. Qed.

(** ** Bypasses: two inputs 1 and 3 into the hidden node 2, one output 4 *)
Definition fork := [(1, 2); (3, 2); (2, 4)].
Notation check_fork b :=
  (check_regular_components fork [(2, 0%Q)] [] [Weak false 3 [2] []]
    [(1, 1%Q); (2, 1%Q); (3, 2%Q)] [(2, 1)] b []).

Example fork_ok : check_fork ([[(2, 1)]; [(2, 2)]], []) 1 = true.
Proof. accepted. Qed.
Example fork_two : components fork (regular_at fork [(2, 0%Q)]) 2.
Proof. exact (check_regular_components_sound _ _ _ _ _ _ _ _ _ fork_ok). Qed.
Example fork_one_tree : check_fork ([[(2, 1)]], []) 1 = false.
Proof. rejected. Qed.
Example fork_same_tree : check_fork ([[(2, 1)]; [(2, 1)]], []) 1 = false.
Proof. rejected. Qed.
Example fork_wrong_direction : check_fork ([[(2, 1)]; [(2, 3)]], []) 1 = false.
Proof. rejected. Qed.

(** ** A loop needs no evidence *)
Example loop_ok :
  check_regular_components [(1, 2); (2, 3); (2, 2)] [(2, 0%Q)] [] [weak_in; weak_out]
    [(1, 1%Q); (2, 1%Q); (3, 5%Q)] [(2, 1)] ([], []) [] 2 = true.
Proof. accepted. Qed.

(** ** No regular point: an output-only node of balance 0 is cut off everywhere *)
Example no_regular_ok : check_no_regular [(2, 1)] [(2, 0%Q)] true [2] = true.
Proof. accepted. Qed.
Example no_regular_at_all : forall th, ~ regular_at [(2, 1)] [(2, 0%Q)] th.
Proof. exact (check_no_regular_sound _ _ _ _ no_regular_ok). Qed.
Example no_regular_wrong_kind : check_no_regular [(2, 1)] [(2, 0%Q)] false [2] = false.
Proof. rejected. Qed.
Example no_regular_balance : check_no_regular [(2, 1)] [(2, (-1)%Q)] true [2] = false.
Proof. rejected. Qed.
Example no_regular_empty_set : check_no_regular [(2, 1)] [(2, 0%Q)] true [] = false.
Proof. rejected. Qed.
Example no_regular_ground : check_no_regular [(2, 1)] [(2, 0%Q)] true [1] = false.
Proof. rejected. Qed.
