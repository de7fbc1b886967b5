(** Extraction of the verified checkers to OCaml: the file verified.ml.

    Booleans, options, lists and pairs become those of OCaml. Numbers of nodes and edges stay as Coq
    defines them, since the maps of the checkers are trees over their binary digits. Rationals
    become zarith's: the seven functions that the checkers compute with are replaced by those of
    proofs/ocaml/rational.ml. The only constant is zero; code that would make another one or look
    inside a rational would stop, and there is none. *)
From Isthmus Require Import Theory RegularCuts RegularFree RegularPart Strata Search Distance.
Require Import Extraction ExtrOcamlBasic QArith Qreduction.
Extraction Language OCaml.
Set Warnings "-extraction-opaque-accessed".

Extract Inductive Q => "Rational.t"
  [ "(function (Z0, _) -> Rational.zero | _ -> assert false)" ] "(fun _ _ -> assert false)".
Extract Inlined Constant Qplus' => "Rational.plus".
Extract Inlined Constant Qopp => "Rational.negative".
Extract Inlined Constant Qeq_bool => "Rational.equal".
Extract Inlined Constant Qle_bool => "Rational.at_most".
Extract Inlined Constant Qpos => "Rational.is_positive".
Extract Inlined Constant Qzero => "Rational.is_zero".
Extract Inlined Constant Qnonneg => "Rational.is_nonnegative".

Extraction "verified.ml"
  check_lock check_empty check_nonempty check_disconnected check_components check_connected
  check_singular_point check_regular_point check_regular_components check_no_regular
  check_stratum check_strata check_complete check_all_strata check_smooth check_distance
  mkctx run_locks run_free run_bypass run_weak run_regular_free pure_locks check_base nodup_hid.
