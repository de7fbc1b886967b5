(* Numbers of a certificate, and the same numbers as the verified checkers want them: nodes and
   edges in Coq's own binary digits, least significant first; rationals are zarith's. *)
open Verified

let positive n =
  assert (n > 0);
  let rec digits i p =
    if i < 0 then p else digits (i - 1) (if (n lsr i) land 1 = 1 then XI p else XO p) in
  let rec top i = if n lsr i = 1 then i else top (i + 1) in
  digits (top 0 - 1) XH

let natural n = if n = 0 then N0 else Npos (positive n)

(* The positives up to the largest asked for, each made from its half: they share their digits, so
   that each takes two words, and maps over them stay in the cache. *)
let shared = ref [| XH; XH |]

let grow_shared size =
  let old = Array.length !shared in
  let grown = Array.make (max size (2 * old)) XH in
  Array.blit !shared 0 grown 0 old;
  for n = old to Array.length grown - 1 do
    grown.(n) <- (if n land 1 = 1 then XI grown.(n / 2) else XO grown.(n / 2))
  done;
  shared := grown

(* The number of a node or an edge, which counts from 0, for the checkers, which count from 1. *)
let number i =
  if i + 1 >= Array.length !shared then grow_shared (i + 2);
  !shared.(i + 1)

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

(* Canonical is what zarith prints. *)
let parse_rational text =
  let digits c = (c >= '0' && c <= '9') || c = '-' || c = '/' in
  let length = String.length text in
  let one_if condition = if condition then 1 else 0 in
  let others = one_if (text <> "" && text.[0] = '-') + one_if (String.contains text '/') in
  let rec all i = i = length || (digits text.[i] && all (i + 1)) in
  if length = 0 || length > max_digits + others || not (all 0) then None
  else
    match Q.of_string text with
    | q when Q.is_real q && Q.to_string q = text -> Some q
    | _ -> None
    | exception (Invalid_argument _ | Division_by_zero | Failure _) -> None
