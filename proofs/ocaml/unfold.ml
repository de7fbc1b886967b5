(* The sets of locks and weak steps in full. A step may name earlier steps of its kind whose sets
   it contains; the verified checkers know only plain sets, so the unions are written out here. Which
   steps may be named is the rule `extends` of docs/certificate.md. *)
open Certificate

exception Wrong of string

let max_nodes = 100_000_000

(* For one kind: the nodes that a standing step has listed, and the sets that may be extended. *)
type kind = { taken : Bytes.t; standing : (int, set) Hashtbl.t }

let kind hidden = { taken = Bytes.make hidden '\000'; standing = Hashtbl.create 16 }
let is_taken k v = Bytes.get k.taken v <> '\000'

let stand k (step : cut) set =
  List.iter (fun v -> Bytes.set k.taken v '\001') step.set;
  Hashtbl.replace k.standing step.edge set

let union k total set e =
  match Hashtbl.find_opt k.standing e with
  | None -> raise (Wrong "it extends a step whose set does not stand")
  | Some earlier ->
    total := !total + List.length earlier;
    if !total > max_nodes then raise Expand.Too_large;
    Hashtbl.remove k.standing e;
    List.rev_append earlier set

let step total k (step : cut) =
  let stands = not (List.exists (is_taken k) step.set) in
  if step.extends = [] then begin
    if stands then stand k step step.set;
    step
  end
  else begin
    if not stands then raise (Wrong "a node that it lists is in another set");
    let set = List.fold_left (union k total) step.set step.extends in
    stand k step set;
    { step with set; extends = [] }
  end

let run c =
  let inward = kind c.hidden and outward = kind c.hidden in
  let total = ref 0 in
  let unfold = List.rev_map (fun (s : cut) -> step total (if s.inward then inward else outward) s) in
  let locks = List.rev (unfold c.locks) in
  { c with locks; weak = List.rev (unfold c.weak) }
