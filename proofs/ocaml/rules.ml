(* Which verified checker proves which claim, and which checks a step that no claim needs.

   Each claim is decided by one checker extracted from the Coq theory, which checks the steps that
   it is given; `covers` names them. The other steps of the certificate prove nothing that is
   claimed, but are checked as well. Only if something fails, all steps are checked one by one, so
   that the verdict can name the first that is wrong. *)
open Certificate
module V = Verified

type evidence = {
  c : Certificate.t;
  x : Expand.t;
  ctx : V.ctx Lazy.t;
  locks : V.lock list;
  bypass : V.tree0 list * V.tree0 list;
}

let gather c =
  let x = Expand.network c in
  { c; x; ctx = lazy (V.mkctx x.net x.hid); locks = Expand.map (Expand.lock x) c.locks;
    bypass = Expand.trees x c }

(* ---- with a vector that may be missing ------------------------------------------------------- *)

let given option check = match option with Some value -> check value | None -> false
let with_vector e option check = given option (fun v -> check (Expand.vector e.x v))

let free e base = Expand.map (Expand.vector e.x) e.c.free @ Expand.free_of_bundles e.x base

let regular_free e interior =
  Expand.map (Expand.witness e.x) e.c.regular_free @ Expand.regular_free_of_bundles e.x interior

let strata e = Expand.map (Expand.stratum e.x) e.c.strata
let search e = Expand.map Expand.step e.c.search
let weak e = Expand.map (Expand.weak e.x) e.c.weak

(* ---- the checkers that claims and steps share ----------------------------------------------- *)

let empty e =
  given e.c.empty (fun last ->
    V.check_empty e.x.net e.x.hid e.locks (Expand.barrier e.x last))

let floating e =
  with_vector e e.c.point (fun point ->
    given e.c.floating (fun set -> V.check_singular_point e.x.net e.x.hid point (Expand.nodes set)))

let spans e vector forest =
  with_vector e vector (fun point ->
    given forest (fun f -> V.check_regular_point e.x.net e.x.hid point (Expand.tree e.x f)))

let always_floating e =
  given e.c.always_floating (fun (inward, set) ->
    V.check_no_regular e.x.net e.x.hid inward (Expand.nodes set))

let all_strata e =
  with_vector e e.c.base (fun base -> V.check_strata e.x.net e.x.hid base (strata e))

let complete e = V.check_complete e.x.net e.x.hid (Expand.map fst (strata e)) (search e)

let distance e squared =
  with_vector e e.c.point (fun point ->
    given e.c.distance (fun set ->
      V.check_distance e.x.net e.x.hid point (Expand.nodes set)
        (Expand.map (Expand.reach e.x) e.c.reach) squared))

(* The sum over the crossing edges, for a step `distance` without a claim. *)
let crossing_sum e =
  let inside = Array.make (e.c.hidden + 1) false in
  List.iter (fun v -> inside.(v) <- true) (Option.value e.c.distance ~default:[]);
  let crosses i = inside.(e.c.edges.(i).tail) <> inside.(e.c.edges.(i).head) in
  List.fold_left (fun sum (i, q) -> if crosses i then Rational.plus sum q else sum) Rational.zero
    (Option.value e.c.point ~default:[])

let components e log2 =
  given e.c.base (fun base ->
    V.check_components e.x.net e.x.hid (Expand.vector e.x base) e.locks e.bypass (free e base)
      (Numbers.natural log2))

let regular_components e log2 =
  given e.c.interior (fun interior ->
    given e.c.interior_forest (fun forest ->
      V.check_regular_components e.x.net e.x.hid e.locks (weak e) (Expand.vector e.x interior)
        (Expand.tree e.x forest) e.bypass (regular_free e interior) (Numbers.natural log2)))

(* The witness of the first stratum; the others are checked as steps. *)
let some_stratum e =
  match e.c.strata with
  | [] -> false
  | first :: _ ->
    let set, difference = Expand.stratum e.x first in
    V.nodup_hid e.x.hid
    && with_vector e e.c.base (fun base -> V.check_stratum e.x.net e.x.hid base set difference)

let strata_counted e count is_complete =
  List.compare_length_with e.c.strata count = 0
  && with_vector e e.c.base (fun base ->
       if is_complete then V.check_all_strata e.x.net e.x.hid base (strata e) (search e)
       else V.check_strata e.x.net e.x.hid base (strata e))

let proves e = function
  | Empty -> empty e
  | Nonempty -> with_vector e e.c.base (V.check_nonempty e.x.net e.x.hid)
  | Components log2 -> components e log2
  | Connected -> components e 0
  | Disconnected ->
    with_vector e e.c.base (fun base -> V.check_disconnected e.x.net e.x.hid base e.locks)
  | Singular_point -> floating e
  | Regular_point -> e.c.hidden > 0 && spans e e.c.point e.c.forest
  | Singular_exists -> floating e || some_stratum e
  | Smooth -> V.check_smooth e.x.net e.x.hid (search e)
  | Regular_components log2 -> regular_components e log2
  | No_regular_point -> always_floating e
  | Strata (count, is_complete) -> strata_counted e count is_complete
  | Distance squared -> distance e squared

(* ---- steps ---------------------------------------------------------------------------------- *)

type step =
  | Base | Locks | Bypass | Free | Emptiness | Point | Floating | Forest | Interior
  | Interior_forest | Weak | Regular_free | Always_floating | Strata_found | Search | Reach

(* The steps that the claim's checker has checked when it says yes. *)
let covers = function
  | Empty -> [ Locks; Emptiness ]
  | Nonempty -> [ Base ]
  | Components _ | Connected -> [ Base; Locks; Bypass; Free ]
  | Disconnected -> [ Base; Locks ]
  | Singular_point -> [ Point; Floating ]
  | Regular_point -> [ Point; Forest ]
  | Singular_exists -> []
  | Smooth -> [ Search ]
  | Regular_components _ ->
    [ Locks; Bypass; Interior; Interior_forest; Weak; Regular_free ]
  | No_regular_point -> [ Always_floating ]
  | Strata (_, true) -> [ Base; Strata_found; Search ]
  | Strata (_, false) -> [ Base; Strata_found ]
  | Distance _ -> [ Reach ]

let flow e vector = with_vector e vector (V.check_base (Lazy.force e.ctx) e.x.hid)
let bounds e = V.run_locks (Lazy.force e.ctx) e.locks V.PM.empty

let weak_hold e =
  given (bounds e) (fun lb ->
    Option.is_some
      (V.run_weak (Lazy.force e.ctx) lb (V.pure_locks e.locks V.PM.empty) (weak e) lb))

let free_hold e =
  with_vector e e.c.base (fun base ->
    let differences = Expand.map (Expand.vector e.x) e.c.free in
    Option.is_some (V.run_free (Lazy.force e.ctx) (V.mkpt base) differences V.PM.empty))

let regular_free_hold e =
  with_vector e e.c.interior (fun interior ->
    Option.is_some
      (V.run_regular_free (Lazy.force e.ctx) (V.mkpt interior)
         (Expand.map (Expand.witness e.x) e.c.regular_free) V.PM.empty))

(* Step, its name, whether it is there, whether it holds; in the order of the file. *)
let steps =
  let some get e = Option.is_some (get e.c) and any get e = get e.c <> [] in
  [ Base, "base", some (fun c -> c.base), (fun e -> flow e e.c.base);
    Locks, "lock", any (fun c -> c.locks), (fun e -> Option.is_some (bounds e));
    Bypass, "from-ground or to-ground", any (fun c -> c.from_ground @ c.to_ground),
    (fun e -> Option.is_some (V.run_bypass (Lazy.force e.ctx) e.bypass));
    Free, "free", any (fun c -> c.free), free_hold;
    Emptiness, "empty", some (fun c -> c.empty), empty;
    Point, "point", some (fun c -> c.point), (fun e -> flow e e.c.point);
    Floating, "floating", some (fun c -> c.floating), floating;
    Forest, "forest", some (fun c -> c.forest), (fun e -> spans e e.c.point e.c.forest);
    Interior, "interior", some (fun c -> c.interior), (fun e -> flow e e.c.interior);
    Interior_forest, "interior-forest", some (fun c -> c.interior_forest),
    (fun e -> spans e e.c.interior e.c.interior_forest);
    Weak, "weak", any (fun c -> c.weak), weak_hold;
    Regular_free, "regular-free", any (fun c -> c.regular_free), regular_free_hold;
    Always_floating, "always-floating", some (fun c -> c.always_floating), always_floating;
    Strata_found, "stratum", any (fun c -> c.strata), all_strata;
    Search, "search", any (fun c -> c.search), complete;
    Reach, "distance", some (fun c -> c.distance), (fun e -> distance e (crossing_sum e)) ]

let failing_step e covered =
  let fails (step, _, there, holds) = not (List.mem step covered) && there e && not (holds e) in
  Option.map (fun (_, name, _, _) -> "a step " ^ name) (List.find_opt fails steps)

let failure_of_plain c =
  let e = gather c in
  match List.find_opt (fun (claim, _) -> not (proves e claim)) c.claims with
  | None -> failing_step e (List.concat_map (fun (claim, _) -> covers claim) c.claims)
  | Some (_, words) ->
    (match failing_step e [] with
     | Some step -> Some step
     | None -> Some ("the claim " ^ words))

(* The limits of docs/certificate.md, so that all checkers accept the same certificates. *)
let max_entries = 10_000_000

let entries_of_reach c =
  List.fold_left (fun sum (_, flow) -> sum + List.length flow) 0 c.reach

let too_long c =
  let beyond = " has more than 10^7 entries" in
  if List.compare_length_with c.search max_entries > 0 then Some ("the search" ^ beyond)
  else if entries_of_reach c > max_entries then Some ("the step distance" ^ beyond)
  else None

(* None if everything holds, else what does not. *)
let failure c =
  match too_long c with
  | Some what -> Some what
  | None ->
    (match Unfold.run c with
     | exception Unfold.Wrong what -> Some what
     | plain -> failure_of_plain plain)
