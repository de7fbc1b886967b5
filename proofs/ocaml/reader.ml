(* Reads the lines form of docs/certificate.md: the head, then steps in the order of its table. A
   step adds to the certificate; lists are gathered backwards and turned round at the end. *)
open Certificate
open Words

let max_id = 4_294_967_293

(* ---- fields --------------------------------------------------------------------------------- *)

let id w size =
  if size = 0 then fail w "the network has no such node or edge" else count w (size - 1)

let node w c = id w c.hidden
let edge w c = id w (Array.length c.edges)

let increasing w numbers =
  let rec check = function
    | a :: (b :: _ as rest) -> if a < b then check rest else fail w "the numbers do not increase"
    | _ -> () in
  check numbers;
  numbers

let set w c =
  match increasing w (items w (fun w -> node w c)) with
  | [] -> fail w "the set is empty"
  | set -> set

let entry w c =
  let e = edge w c in
  let q = rational w in
  if Rational.is_zero q then fail w "an entry is zero" else (e, q)

let vector w c =
  let entries = items w (fun w -> entry w c) in
  ignore (increasing w (List.rev (List.rev_map fst entries)));
  entries

let tree w c = items w (fun w -> let v = node w c in (v, edge w c))

let kind w =
  match word w with
  | "in" -> true
  | "out" -> false
  | other -> fail w ("there is no kind " ^ quoted other)

(* The edges after this word, if it is there. *)
let edges_after w c name =
  if not (accept w name) then []
  else
    match increasing w (items w (fun w -> edge w c)) with
    | [] -> fail w ("no edge after " ^ quoted name)
    | edges -> edges

let side w c =
  let inward = kind w in
  expect w "set";
  (inward, set w c)

let cut ~has_edge ~has_bound ~may_extend w c =
  let inward = kind w in
  let edge = if has_edge then edge w c else 0 in
  let bound = if has_bound then rational w else Rational.zero in
  expect w "set";
  let set = set w c in
  let extends = if may_extend then edges_after w c "extends" else [] in
  { inward; edge; bound; set; extends; uses = edges_after w c "uses" }

let lock = cut ~has_edge:true ~has_bound:true ~may_extend:true
let barrier = cut ~has_edge:false ~has_bound:true ~may_extend:false
let weak = cut ~has_edge:true ~has_bound:false ~may_extend:true

let claim w =
  let max = Numbers.max_count in
  match word w with
  | "empty" -> Empty
  | "nonempty" -> Nonempty
  | "components" -> Components (count w max)
  | "connected" -> Connected
  | "disconnected" -> Disconnected
  | "singular-point" -> Singular_point
  | "regular-point" -> Regular_point
  | "singular-exists" -> Singular_exists
  | "smooth" -> Smooth
  | "regular-components" -> Regular_components (count w max)
  | "no-regular-point" -> No_regular_point
  | "strata" -> let n = count w max in Strata (n, accept w "complete")
  | "distance" -> Distance (rational w)
  | other -> fail w ("there is no claim " ^ quoted other)

(* ---- steps: place in the order, may it come again, what it adds ------------------------------ *)

let witness w c =
  let difference = vector w c in
  let rec detours found =
    if not (accept w "detour") then List.rev found
    else
      let of_edge = edge w c in
      detours ((of_edge, items w (fun w -> edge w c)) :: found) in
  { difference; detours = detours [] }

let split w c =
  let part = set w c in
  let rec zeros found =
    if not (accept w "zero") then List.rev found
    else
      let inward = kind w in
      zeros ((inward, set w c) :: found) in
  Split (part, zeros [])

let stratum w c =
  expect w "set";
  let set = set w c in
  expect w "difference";
  (set, vector w c)

let reach w c =
  if c.distance = None then fail w "there is no line \"distance\" before it";
  let v = node w c in
  (v, vector w c)

let found step = 15, true, fun w c -> { c with search = step w c :: c.search }

let step_of = function
  | "base" -> 0, false, fun w c -> { c with base = Some (vector w c) }
  | "lock" -> 1, true, fun w c -> { c with locks = lock w c :: c.locks }
  | "from-ground" -> 2, true, fun w c -> { c with from_ground = tree w c :: c.from_ground }
  | "to-ground" -> 3, true, fun w c -> { c with to_ground = tree w c :: c.to_ground }
  | "free" -> 4, true, fun w c -> { c with free = vector w c :: c.free }
  | "empty" -> 5, false, fun w c -> { c with empty = Some (barrier w c) }
  | "point" -> 6, false, fun w c -> { c with point = Some (vector w c) }
  | "floating" -> 7, false, fun w c -> { c with floating = Some (set w c) }
  | "forest" -> 8, false, fun w c -> { c with forest = Some (tree w c) }
  | "interior" -> 9, false, fun w c -> { c with interior = Some (vector w c) }
  | "interior-forest" -> 10, false, fun w c -> { c with interior_forest = Some (tree w c) }
  | "weak" -> 11, true, fun w c -> { c with weak = weak w c :: c.weak }
  | "regular-free" -> 12, true, fun w c -> { c with regular_free = witness w c :: c.regular_free }
  | "always-floating" -> 13, false, fun w c -> { c with always_floating = Some (side w c) }
  | "stratum" -> 14, true, fun w c -> { c with strata = stratum w c :: c.strata }
  | "branch" -> found (fun w c -> Branch (node w c))
  | "cut" -> found (fun w c -> Cut (side w c))
  | "found" -> found (fun w _ -> Found (count w max_id))
  | "split" -> found split
  | "none" -> found (fun _ _ -> None_left)
  | "distance" -> 16, false, fun w c -> { c with distance = Some (set w c) }
  | "reach" -> 17, true, fun w c -> { c with reach = reach w c :: c.reach }
  | other -> raise (Invalid_argument other)

(* ---- the file ------------------------------------------------------------------------------- *)

let keyword w name =
  let found = next_line w in
  if found <> name then fail w ("the line begins with " ^ quoted found ^ ", not " ^ quoted name)

let network_edge w hidden =
  keyword w "edge";
  let tail = count w hidden in
  let head = count w hidden in
  let multiplicity = if number_follows w then count w Numbers.max_count else 1 in
  if multiplicity = 0 then fail w "the multiplicity is 0";
  end_line w;
  { tail; head; multiplicity }

(* The edges one by one, so that nothing is set aside for a number before its lines are there. *)
let network_edges w hidden n =
  let rec read i found =
    if i = n then Array.of_list (List.rev found)
    else read (i + 1) (network_edge w hidden :: found) in
  read 0 []

(* Reads the lines `name …`, all or none; returns the keyword of the line after them. *)
let names w hidden edges =
  let rec read i word =
    let what, index = if i < hidden then "node", i else "edge", i - hidden in
    if word <> "name" then
      if i = 0 || i = hidden + edges then word else fail w "some nodes or edges have no name"
    else if i = hidden + edges then fail w "a name too many"
    else begin
      expect w what;
      if count w max_id <> index then fail w "the names are not numbered in order";
      skip_string w;
      end_line w;
      read (i + 1) (next_line w)
    end in
  read 0 (next_line w)

(* A claim has a kind, which occurs once, and perhaps numbers. *)
let claims w =
  let rec read kinds found word =
    if word <> "claim" then
      if found = [] then fail w "nothing is claimed" else (List.rev found, word)
    else begin
      let from = w.at + 1 in
      let claim = claim w in
      let words = String.sub w.text from (w.at - from) in
      let kind = List.hd (String.split_on_char ' ' words) in
      if List.mem kind kinds then fail w "a second claim of the same kind";
      end_line w;
      read (kind :: kinds) ((claim, words) :: found) (next_line w)
    end in
  read [] [] (next_line w)

let rec steps w c rank word =
  if word = "end" then c
  else
    match step_of word with
    | exception Invalid_argument _ -> fail w ("there is no line " ^ quoted word)
    | place, again, read ->
      if place < rank || (place = rank && not again) then
        fail w ("the line " ^ quoted word ^ " is out of order or given twice");
      let c = read w c in
      end_line w;
      steps w c place (next_line w)

let turned c =
  { c with
    locks = List.rev c.locks;
    from_ground = List.rev c.from_ground;
    to_ground = List.rev c.to_ground;
    free = List.rev c.free;
    weak = List.rev c.weak;
    regular_free = List.rev c.regular_free;
    strata = List.rev c.strata;
    search = List.rev c.search;
    reach = List.rev c.reach }

let head w =
  keyword w "isthmus-certificate";
  if word w <> "1" then fail w "the version is not 1";
  end_line w;
  keyword w "network";
  let hidden = count w max_id in
  let n = count w max_id in
  end_line w;
  let edges = network_edges w hidden n in
  let next = names w hidden n in
  if next <> "balance" then fail w ("the line begins with " ^ quoted next ^ ", not \"balance\"");
  let balance = items w rational in
  if List.length balance <> hidden then fail w "there is not one balance for each hidden node";
  end_line w;
  (hidden, edges, balance)

let read text =
  let w = start text in
  let hidden, edges, balance = head w in
  let claims, word = claims w in
  let nothing =
    { hidden; edges; balance; claims; base = None; locks = []; from_ground = []; to_ground = [];
      free = []; empty = None; point = None; floating = None; forest = None; interior = None;
      interior_forest = None; weak = []; regular_free = []; always_floating = None; strata = [];
      search = []; distance = None; reach = [] } in
  let c = turned (steps w nothing (-1) word) in
  let before = w.lines - 1 in
  if count w Numbers.max_count <> before then
    fail w "the number of lines before the end is another";
  end_line w;
  if not (at_end w) then fail w "the file goes on after its end";
  c
