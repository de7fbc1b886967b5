(** Extraction of the verified checkers to OCaml: the file verified.ml.

    Only booleans, options, lists and pairs become those of OCaml; all numbers stay as Coq defines
    them, so that nothing but the extraction itself and the OCaml compiler is trusted. *)
From Isthmus Require Import Theory RegularCuts RegularFree RegularPart Strata Search Distance.
Require Import Extraction ExtrOcamlBasic.
Extraction Language OCaml.
Extraction "verified.ml"
  check_lock check_empty check_nonempty check_disconnected check_components check_connected
  check_singular_point check_regular_point check_regular_components check_no_regular
  check_stratum check_strata check_complete check_all_strata check_smooth check_distance
  mkctx run_locks run_trees run_free run_bypass run_forest run_weak run_regular_free pure_locks
  check_base cut.
