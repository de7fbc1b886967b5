(* The arithmetic that the extracted checkers use for Coq's rationals: zarith's, that is GMP's.
   Coq's own binary numbers would do as well, but take minutes where numbers are long. Together with
   proofs/coq/Extract.v, which names these functions, this is all that is trusted about numbers. *)
type t = Q.t

let zero = Q.zero
let plus = Q.add
let negative = Q.neg
let equal = Q.equal
let at_most = Q.leq
let is_positive q = Q.sign q > 0
let is_zero q = Q.sign q = 0
let is_nonnegative q = Q.sign q >= 0
