(* isthmus-verified FILE…: checks certificates in lines form with the checkers that are extracted
   from the Coq theory. `-` reads standard input. Prints for each file the verdict of
   docs/certificate.md on a line. Exit code 0 if everything is proved, 1 if something is not, 2 if a
   file is malformed or cannot be read. *)

let usage = "usage: isthmus-verified FILE...    (lines form; - for standard input)"

let read_all channel =
  let buffer = Buffer.create 65536 in
  let chunk = Bytes.create 65536 in
  let rec more () =
    let n = input channel chunk 0 (Bytes.length chunk) in
    if n > 0 then (Buffer.add_subbytes buffer chunk 0 n; more ()) in
  more ();
  Buffer.contents buffer

let text_of = function
  | "-" -> set_binary_mode_in stdin true; read_all stdin
  | file ->
    let channel = open_in_bin file in
    Fun.protect ~finally:(fun () -> close_in_noerr channel) (fun () -> read_all channel)

(* As on the line of the claim, but with the number of components as a power. *)
let claim_text = function
  | Certificate.Components k, _ -> "components 2^" ^ string_of_int k
  | Certificate.Regular_components m, _ -> "regular-components 2^" ^ string_of_int m
  | _, words -> words

let verdict text =
  match Reader.read text with
  | exception Words.Malformed why -> (2, "malformed: " ^ why)
  | c ->
    (match Rules.failure c with
     | None -> (0, "proved: " ^ String.concat ", " (List.map claim_text c.claims))
     | Some what -> (1, "not proved: " ^ what)
     | exception Expand.Too_large ->
       (1, "not proved: bundles taken apart make more than 10^7 edges, too many for this checker")
     | exception Stack_overflow -> (1, "not proved: the stack is too small; raise ulimit -s")
     | exception Out_of_memory -> (1, "not proved: no memory"))

(* Extracted functions recurse over lists. The stack of a process is fixed when it starts, so start
   again under the largest that is allowed. *)
let with_large_stack () =
  let mark = "ISTHMUS_VERIFIED_STACK" in
  if Sys.getenv_opt mark = None then begin
    Unix.putenv mark "1";
    let script =
      "ulimit -s unlimited 2>/dev/null || ulimit -s $(ulimit -H -s) 2>/dev/null; "
      ^ "exec \"$0\" \"$@\"" in
    let arguments = Array.sub Sys.argv 1 (Array.length Sys.argv - 1) in
    try Unix.execv "/bin/sh" (Array.append [| "sh"; "-c"; script; Sys.executable_name |] arguments)
    with Unix.Unix_error _ -> ()
  end

let check file =
  match text_of file with
  | text ->
    let code, line = verdict text in
    print_endline line;
    code
  | exception Sys_error why ->
    prerr_endline ("isthmus-verified: " ^ why);
    2

let () =
  with_large_stack ();
  Gc.set { (Gc.get ()) with minor_heap_size = 1_000_000; space_overhead = 200 };
  match List.tl (Array.to_list Sys.argv) with
  | [ ("-h" | "--help") ] -> print_endline usage
  | [] -> prerr_endline usage; exit 2
  | files -> exit (List.fold_left (fun worst file -> max worst (check file)) 0 files)
