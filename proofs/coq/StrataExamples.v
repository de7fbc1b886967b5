(** Small certificates of strata, searches and distances, right and wrong ones, decided by
    computation. *)
Require Import Reals Lra List PArith ZArith QArith Qreals.
Import ListNotations.
From Isthmus Require Import Theory Floating Distance Strata Search Tangents Parallel.
Open Scope positive_scope.

Ltac accepted := vm_compute; reflexivity.
Ltac rejected := vm_compute; reflexivity.

(** ** One hidden node: ground 1, hidden 2, ground 3, balance 0 *)
Definition line := [(1, 2); (2, 3)].
Definition level : balance := [(2, 0%Q)].
Definition unit_flow : list (eid * Q) := [(1, 1%Q); (2, 1%Q)].
Definition stop : list (eid * Q) := [(1, (-1)%Q); (2, (-1)%Q)].

Example stratum_ok : check_stratum line level unit_flow [2] stop = true. Proof. accepted. Qed.
Example stratum_not_zero : check_stratum line level unit_flow [2] [] = false. Proof. rejected. Qed.
Example stratum_negative :
  check_stratum line level unit_flow [2] [(1, (-2)%Q); (2, (-2)%Q)] = false. Proof. rejected. Qed.
Example stratum_no_flow : check_stratum line level unit_flow [2] [(1, (-1)%Q)] = false. Proof.
  rejected. Qed.
Example stratum_ground : check_stratum line level unit_flow [1] stop = false. Proof. rejected. Qed.
Example stratum_twice : check_stratum line level unit_flow [2; 2] stop = false. Proof. rejected.
  Qed.
Example stratum_empty : check_stratum line level unit_flow [] stop = false. Proof. rejected. Qed.
Example stratum_no_edge :
  check_stratum line level unit_flow [2] (stop ++ [(3, 1%Q)]) = false. Proof. rejected. Qed.
Example stratum_bad_base : check_stratum line level [(1, 1%Q)] [2] [(1, (-1)%Q)] = false.
Proof. rejected. Qed.

Example all_ok : check_all_strata line level unit_flow [([2], stop)] [Branch 2; Found 1;
  NoneLeaf] = true.
Proof. accepted. Qed.
Example all_missing : check_all_strata line level unit_flow [] [Branch 2; Found 1;
  NoneLeaf] = false.
Proof. rejected. Qed.
Example all_twice : check_strata line level unit_flow [([2], stop); ([2], stop)] = false.
Proof. rejected. Qed.

(** the theorems turn a computation into a statement about real points *)
Example only_the_hidden_node : strata_are line level [[2]] true.
Proof. exact (check_all_strata_sound _ _ _ _ _ all_ok). Qed.

(** ** The same line with balance 1 has no singular point *)
Definition tilted : balance := [(2, 1%Q)].
Definition tilted_search := [Branch 2; CutLeaf true [2]; NoneLeaf].

Example smooth_ok : check_smooth line tilted tilted_search = true. Proof. accepted. Qed.
Example smooth_level : check_smooth line level tilted_search = false. Proof. rejected. Qed.
Example smooth_wrong_kind :
  check_smooth line tilted [Branch 2; CutLeaf false [2]; NoneLeaf] = false. Proof. rejected. Qed.
Example smooth_open_state : check_smooth line tilted [Branch 2; CutLeaf true [2]] = false.
Proof. rejected. Qed.
Example smooth_extra_step : check_smooth line tilted (tilted_search ++ [NoneLeaf]) = false.
Proof. rejected. Qed.
Example smooth_no_steps : check_smooth line tilted [] = false. Proof. rejected. Qed.
Example smooth_none_too_soon : check_smooth line tilted [NoneLeaf] = false. Proof. rejected. Qed.
Example smooth_cut_too_soon : check_smooth line tilted [CutLeaf true [2]] = false. Proof. rejected.
  Qed.
Example smooth_branch_ground : check_smooth line tilted [Branch 1; CutLeaf true [2];
  NoneLeaf] = false.
Proof. rejected. Qed.
Example smooth_branch_twice :
  check_smooth line tilted [Branch 2; Branch 2; CutLeaf true [2]; CutLeaf true [2];
    NoneLeaf] = false.
Proof. rejected. Qed.
Example smooth_hidden_twice :
  check_smooth line [(2, 1%Q); (2, 1%Q)] tilted_search = false. Proof. rejected. Qed.
Example smooth_found : check_smooth line tilted [Branch 2; Found 1; NoneLeaf] = false.
Proof. rejected. Qed.

Example every_point_is_regular : forall th, M line tilted th -> regular_at line tilted th.
Proof. exact (check_smooth_sound _ _ _ smooth_ok). Qed.

(** ** Two hidden nodes in a row: {2, 3} floats nowhere as one component *)
Definition row := [(1, 2); (2, 3); (3, 4)].
Definition row_level : balance := [(2, 0%Q); (3, 0%Q)].
Definition row_search := [Branch 2; Branch 3; Split [2] [(true, [2])]; Found 1; Branch 3; Found 2;
  NoneLeaf].

Example row_ok : check_complete row row_level [[2]; [3]] row_search = true. Proof. accepted. Qed.
Example row_out_cut : check_complete row row_level [[2]; [3]]
  [Branch 2; Branch 3; Split [3] [(false, [3])]; Found 1; Branch 3; Found 2; NoneLeaf] = true.
Proof. accepted. Qed.
Example row_no_zeros : check_complete row row_level [[2]; [3]]
  [Branch 2; Branch 3; Split [2] []; Found 1; Branch 3; Found 2; NoneLeaf] = false.
Proof. rejected. Qed.
Example row_whole_part : check_complete row row_level [[2]; [3]]
  [Branch 2; Branch 3; Split [2; 3] [(true, [2])]; Found 1; Branch 3; Found 2; NoneLeaf] = false.
Proof. rejected. Qed.
Example row_unknown_edge : check_complete row row_level [[2]; [3]]
  [Branch 2; Branch 3; Split [2] [(true, [3])]; Found 1; Branch 3; Found 2; NoneLeaf] = false.
Proof. rejected. Qed.
Example row_balance : check_complete row [(2, 1%Q); (3, 0%Q)] [[2]; [3]] row_search = false.
Proof. rejected. Qed.
Example row_swapped : check_complete row row_level [[3]; [2]] row_search = false. Proof. rejected.
  Qed.
Example row_found_not_final : check_complete row row_level [[2]; [3]]
  [Branch 2; Found 1; Branch 3; Found 2; NoneLeaf] = false.
Proof. rejected. Qed.

(** ** A cycle 2 -> 3 -> 2 between the two: now {2, 3} floats while flow goes round *)
Definition cycle := [(1, 2); (2, 3); (3, 2); (3, 4)].
Definition through : list (eid * Q) := [(1, 1%Q); (2, 1%Q); (4, 1%Q)].
Definition dry : list (eid * Q) := [(1, (-1)%Q); (2, (-1)%Q); (4, (-1)%Q)].
Definition round : list (eid * Q) := [(1, (-1)%Q); (3, 1%Q); (4, (-1)%Q)].
Definition cycle_strata := [([2], dry); ([2; 3], round); ([3], dry)].
Definition cycle_search := [Branch 2; Branch 3; Found 2; Found 1; Branch 3; Found 3; NoneLeaf].

Example cycle_ok : check_all_strata cycle row_level through cycle_strata cycle_search = true.
Proof. accepted. Qed.
Example cycle_not_connected :
  check_strata cycle row_level through [([2; 3], dry)] = false. Proof. rejected. Qed.
Example cycle_not_increasing :
  check_strata cycle row_level through [([3; 2], round)] = false. Proof. rejected. Qed.
Example cycle_no_split : check_complete cycle row_level [[2]; [3]]
  [Branch 2; Branch 3; Split [2] [(true, [2])]; Found 1; Branch 3; Found 2; NoneLeaf] = false.
Proof. rejected. Qed.

(** ** Distances: on the row with squares 4, 1, 3 the set {2} has crossing edges of sum 5,
    {3} of sum 4 *)
Definition squares : list (eid * Q) := [(1, 4%Q); (2, 1%Q); (3, 3%Q)].
Definition reach : list (node * list (eid * Q)) :=
  [(2, [(1, (-4)%Q); (2, 1%Q); (3, 1%Q)]); (3, [(2, (-1)%Q); (3, 3%Q)])].
Definition check reach q set := check_distance row row_level squares set reach q.

Example distance_ok : check reach 4%Q [3] = true. Proof. accepted. Qed.
Example distance_not_attained : check reach 4%Q [2] = false. Proof. rejected. Qed.
Example distance_too_large : check reach 5%Q [2] = false. Proof. rejected. Qed.
Example distance_above_limit :
  check [(2, [(1, (-4)%Q); (2, 1%Q); (3, 1%Q)]); (3, [(2, (-1)%Q); (3, 4%Q)])] 4%Q [3] = false.
Proof. rejected. Qed.
Example distance_node_missing : check [(3, [(2, (-1)%Q); (3, 3%Q)])] 4%Q [3] = false.
Proof. rejected. Qed.
Example distance_not_conserved :
  check [(2, [(1, (-3)%Q); (2, 1%Q)]); (3, [(2, (-1)%Q); (3, 3%Q)])] 4%Q [3] = false.
Proof. rejected. Qed.
Example distance_ground_set : check reach 3%Q [4] = false. Proof. rejected. Qed.
Example distance_empty_set : check reach 0%Q [] = false. Proof. rejected. Qed.
Example distance_negative_square :
  check_distance line level [(1, (-1)%Q); (2, 2%Q)] [2] [(2, [(2, 1%Q)])] 1%Q = false.
Proof. rejected. Qed.

Example distance_of_the_row s : issign s ->
  distance_is row row_level (pt s (xf (mkpt squares))) (Q2R 4).
Proof. intros H. exact (check_distance_signs row row_level squares [3] reach 4%Q s H distance_ok).
  Qed.

(** ** At the crossing point of the two lines there is no submanifold *)
Example corner_ok : check_corner line level [] [2] unit_flow = true. Proof. accepted. Qed.
Example corner_always_zero : check_corner line level [] [2] [] = false. Proof. rejected. Qed.
Example corner_not_floating : check_corner line level unit_flow [2] unit_flow = false. Proof.
  rejected. Qed.
Example corner_no_flow : check_corner line level [] [2] [(1, 1%Q)] = false. Proof. rejected. Qed.

(** ** A bundle of two edges into the hidden node: squares 4 and 0 stand for all with the sum 4 *)
Definition bundled := [(1, 2); (1, 2); (2, 3)].
Definition bundle_squares : list (eid * Q) := [(1, 4%Q); (3, 1%Q)].
Definition bundle_reach : list (node * list (eid * Q)) := [(2, [(1, (-4)%Q); (3, 1%Q)])].

Example bundle_ok : check_distance bundled level bundle_squares [2] bundle_reach 5%Q = true.
Proof. accepted. Qed.
Example bundle_second_empty :
  check_distance bundled level bundle_squares [2] [(2, [(2, (-4)%Q); (3, 1%Q)])] 5%Q = false.
Proof. rejected. Qed.

Example bundle_distance (th : Variety.point) :
  (th 1%positive ^ 2 + th 2%positive ^ 2 = 4)%R -> (th 3%positive ^ 2 = 1)%R ->
  distance_is bundled level th (Q2R 5).
Proof.
  intros H12 H3. apply (check_distance_over _ _ _ _ _ _ bundle_ok). intros s d.
  unfold parallel_sum, bundled, sq. cbn [enum filter fst snd Pos.succ].
  assert (X1 : xf (mkpt bundle_squares) 1 = 4%R) by (cbv; lra).
  assert (X2 : xf (mkpt bundle_squares) 2 = 0%R) by (cbv; lra).
  assert (X3 : xf (mkpt bundle_squares) 3 = 1%R) by (cbv; lra).
  destruct (Pos.eqb 1 s), (Pos.eqb 2 d), (Pos.eqb 2 s), (Pos.eqb 3 d);
    cbn [filter andb sumL fst]; rewrite ?X1, ?X2, ?X3; lra.
Qed.
