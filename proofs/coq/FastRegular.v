(** Readers like those of Fast.v for the steps about the regular part. *)
Require Import List PArith Uint63.
Import ListNotations.
From Isthmus Require Import Variety Checker RegularCuts RegularFree Fast.

(** kind (1 for in, 0 for out), edge, then as cut_of *)
Definition weak_of (l : list int) : weak :=
  match l with
  | s :: e :: r => let c := cut_of r in Weak (kind s) (pos e) (fst c) (snd c)
  | _ => Weak true 1%positive nil nil
  end.

Definition weaks_of (l : list (list int)) : list weak := map weak_of l.

(** edge, walk *)
Definition detour_of (l : list int) : positive * list positive :=
  match l with e :: walk => (pos e, set_of walk) | nil => (1%positive, nil) end.

Definition witnesses_of (l : list (list int * list (list int))) : list witness :=
  map (fun w => (quots_of (fst w), map detour_of (snd w))) l.
