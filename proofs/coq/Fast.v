(** Readers for flat lists of primitive integers, which Coq parses several times faster than binary
    numbers. Optional: the checkers and the theorems are those of the other files; a reader that
    meets nonsense returns other data, and the checkers decide about the data that it returns.

    Scopes: the literals are in sint63_scope, so that numerators may be negative. *)
Require Import List PArith ZArith QArith Uint63 Sint63.
Import ListNotations.
From Isthmus Require Import Variety.
From Isthmus Require Import Checker.

Definition pos (i : int) : positive := Z.to_pos (Uint63.to_Z i).
Definition quot (n d : int) : Q := Qmake (Sint63.to_Z n) (pos d).
Definition kind (i : int) : bool := negb (Uint63.eqb i 0%uint63).

(** tail, head; or node, edge *)
Fixpoint edges_of (l : list int) : list (positive * positive) :=
  match l with s :: d :: r => (pos s, pos d) :: edges_of r | _ => nil end.

(** number, numerator, denominator *)
Fixpoint quots_of (l : list int) : list (positive * Q) :=
  match l with i :: n :: d :: r => (pos i, quot n d) :: quots_of r | _ => nil end.

Definition diffs_of (l : list (list int)) : list (list (positive * Q)) := map quots_of l.

Definition set_of (l : list int) : list positive := map pos l.

(** size, members of the set, uses *)
Definition cut_of (l : list int) : list positive * list positive :=
  match l with
  | n :: r => let k := Z.to_nat (Uint63.to_Z n) in (set_of (firstn k r), set_of (skipn k r))
  | nil => (nil, nil)
  end.

(** kind (1 for in, 0 for out), edge, numerator and denominator of the bound, then as cut_of *)
Definition lock_of (l : list int) : lock :=
  match l with
  | s :: e :: n :: d :: r => let c := cut_of r in Lock (kind s) (pos e) (quot n d) (fst c) (snd c)
  | _ => Lock true 1 0%Q nil nil
  end.

Definition locks_of (l : list (list int)) : list lock := map lock_of l.
