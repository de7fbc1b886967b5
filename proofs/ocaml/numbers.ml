(* Numbers of a certificate, and the same numbers as the verified checkers want them.

   The checkers have Coq's own numbers: a positive is its binary digits, least significant first.
   They are built here from machine integers, or from GMP's for long ones. *)
module Big = Z
open Verified

let positive n =
  assert (n > 0);
  let rec bits i p =
    if i < 0 then p else bits (i - 1) (if (n lsr i) land 1 = 1 then XI p else XO p) in
  let rec top i = if n lsr i = 1 then i else top (i + 1) in
  bits (top 0 - 1) XH

(* The number of a node or an edge, which counts from 0, for the checkers, which count from 1. *)
let number i = positive (i + 1)

let natural n = if n = 0 then N0 else Npos (positive n)

let positive_of_big b =
  if Big.fits_int b then positive (Big.to_int b)
  else
    let rec bits i p = if i < 0 then p else bits (i - 1) (if Big.testbit b i then XI p else XO p) in
    bits (Big.numbits b - 2) XH

let integer_of_big b =
  if Big.sign b = 0 then Z0
  else if Big.sign b > 0 then Zpos (positive_of_big b)
  else Zneg (positive_of_big (Big.neg b))

let zero = { qnum = Z0; qden = XH }
let negative q = qopp q
let is_zero q = q.qnum = Z0

(* ---- canonical text ------------------------------------------------------------------------- *)

let max_count = 1_000_000_000_000_000_000
let max_digits = 1_000_000

let all_digits text =
  let rec from i = i = String.length text || (text.[i] >= '0' && text.[i] <= '9' && from (i + 1)) in
  text <> "" && from 0

let is_natural text = all_digits text && (text.[0] <> '0' || text = "0")

(* Decimal digits without a leading zero, at most `limit`. *)
let parse_count text limit =
  if is_natural text && String.length text <= 19 then
    match int_of_string_opt text with Some n when n <= limit -> Some n | _ -> None
  else None

(* `p` or `p/q` in lowest terms, q >= 2. *)
let parse_fraction negative p q =
  let n = Big.of_string p and d = Big.of_string q in
  let canonical = is_natural p && is_natural q && p <> "0" && Big.compare d Big.one > 0
                  && Big.equal (Big.gcd n d) Big.one in
  if canonical then
    Some { qnum = integer_of_big (if negative then Big.neg n else n); qden = positive_of_big d }
  else None

let parse_rational text =
  let negative = text <> "" && text.[0] = '-' in
  let size = if negative then String.sub text 1 (String.length text - 1) else text in
  if String.length size > max_digits + 1 then None
  else
    match String.index_opt size '/' with
    | None when is_natural size && String.length size <= max_digits && not (negative && size = "0") ->
      let n = Big.of_string size in
      Some { qnum = integer_of_big (if negative then Big.neg n else n); qden = XH }
    | None -> None
    | Some i ->
      let p = String.sub size 0 i and q = String.sub size (i + 1) (String.length size - i - 1) in
      if all_digits p && all_digits q then parse_fraction negative p q else None
