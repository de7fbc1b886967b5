(** What the theorems rest on. The build compares the output with the axioms of Coq's real numbers,
    and with the primitive integers for the readers of Fast.v. *)
From Isthmus Require Import Theory Locks RegularCuts RegularFree RegularPart Strata SearchChecker Search.
From Isthmus Require Import Distance Parallel Tangents Crossing Fast FastRegular.

Definition main_theorems :=
  (check_lock_sound, check_locks_sound, check_empty_sound, check_nonempty_sound, check_disconnected_sound, check_ge_sound,
   check_components_sound, check_signs_sound, check_connected_sound, check_connected_not_disconnected,
   joined_not_separated, check_singular_point_sound,
   check_regular_point_sound, over_pt, check_regular_components_sound, check_regular_signs_sound,
   check_no_regular_sound,
   check_stratum_sound, check_strata_sound, check_complete_sound, check_all_strata_sound,
   check_smooth_sound, check_smooth_no_singular, check_stratum_singular, check_distance_sound,
   check_singular_point_over, check_regular_point_over, check_distance_over, check_distance_signs,
   check_corner_sound, three_branches, lines_not_a_manifold,
   floating_not_a_submanifold, crossing_edges).
Print Assumptions main_theorems.

Definition readers := (edges_of, quots_of, diffs_of, set_of, locks_of, weaks_of, witnesses_of).
Print Assumptions readers.
