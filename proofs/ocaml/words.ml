(* Lines and words of the lines form: words are separated by single spaces, lines end with a line
   feed, lines that begin with # are comments. *)

exception Malformed of string

type t = {
  text : string;
  mutable at : int;
  mutable lines : int; (* begun, comments not counted *)
  mutable place : int; (* number of the line for messages *)
}

let start text = { text; at = 0; lines = 0; place = 0 }
let fail w why = raise (Malformed (Printf.sprintf "line %d: %s" (max 1 w.place) why))
let at_end w = w.at >= String.length w.text
let next_is w c = (not (at_end w)) && w.text.[w.at] = c

(* The beginning of a word, for messages: printable and short. *)
let quoted word =
  let short = if String.length word > 40 then String.sub word 0 40 ^ "..." else word in
  "\"" ^ String.map (fun c -> if c >= ' ' && c <= '~' then c else '?') short ^ "\""

let take_word w =
  let from = w.at in
  while (not (at_end w)) && w.text.[w.at] <> ' ' && w.text.[w.at] <> '\n' do
    w.at <- w.at + 1
  done;
  String.sub w.text from (w.at - from)

let end_line w =
  if at_end w then fail w "the file ends in the middle of a line";
  if not (next_is w '\n') then fail w ("unexpected " ^ quoted (w.at <- w.at + 1; take_word w));
  w.at <- w.at + 1

let rec skip_comments w =
  if w.lines > 0 && next_is w '#' then begin
    w.place <- w.place + 1;
    (match String.index_from_opt w.text w.at '\n' with
     | Some i -> w.at <- i
     | None -> w.at <- String.length w.text);
    end_line w;
    skip_comments w
  end

(* Begins the next line and takes its first word. *)
let next_line w =
  skip_comments w;
  w.place <- w.place + 1;
  if at_end w then fail w "the file ends early";
  w.lines <- w.lines + 1;
  take_word w

let word w =
  if not (next_is w ' ') then fail w "a word is missing";
  w.at <- w.at + 1;
  let word = take_word w in
  if word = "" then fail w "words are not separated by single spaces";
  word

(* Takes the next word if it is this one. *)
let accept w expected =
  let from = w.at in
  if next_is w ' ' && word w = expected then true else (w.at <- from; false)

let expect w expected =
  if not (accept w expected) then fail w ("the word " ^ quoted expected ^ " is missing")

(* Is the next word a number? *)
let number_follows w =
  next_is w ' ' && w.at + 1 < String.length w.text
  && match w.text.[w.at + 1] with '0' .. '9' | '-' -> true | _ -> false

(* Reads items as long as numbers follow. *)
let items w read =
  let rec more found = if number_follows w then more (read w :: found) else List.rev found in
  more []

let count w limit =
  let text = word w in
  match Numbers.parse_count text limit with
  | Some n -> n
  | None -> fail w (Printf.sprintf "%s is no whole number from 0 to %d" (quoted text) limit)

let rational w =
  let text = word w in
  match Numbers.parse_rational text with
  | Some q -> q
  | None -> fail w (quoted text ^ " is not a rational in lowest terms with at most 10^6 digits")

(* Skips a JSON string: nothing is proved about names. *)
let skip_string w =
  let is_hex c = match c with '0' .. '9' | 'a' .. 'f' | 'A' .. 'F' -> true | _ -> false in
  let char i = if w.at + i < String.length w.text then w.text.[w.at + i] else '\n' in
  let escape () =
    match char 1 with
    | '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' -> 2
    | 'u' when is_hex (char 2) && is_hex (char 3) && is_hex (char 4) && is_hex (char 5) -> 6
    | _ -> fail w "unknown escape in a string" in
  if char 0 <> ' ' || char 1 <> '"' then fail w "a string is missing";
  w.at <- w.at + 2;
  while char 0 <> '"' do
    if char 0 < ' ' then fail w "the line ends in a string, or a control character is in it";
    w.at <- w.at + (if char 0 = '\\' then escape () else 1)
  done;
  w.at <- w.at + 1
