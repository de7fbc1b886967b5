(** Readers for data written in primitive integers, which Coq parses several times faster than its
    binary numbers. They are not trusted: a theorem speaks about what they return, and the checkers
    run on that. Positive numbers and denominators are taken as they are; numerators have a sign. *)
Require Import List PArith ZArith QArith Uint63 Sint63.
Import ListNotations.
From Isthmus Require Import Variety Checker RegularCuts RegularFree.

Definition pos (i : int) : positive := Z.to_pos (Uint63.to_Z i).
Definition nat_of (i : int) : nat := Z.to_nat (Uint63.to_Z i).
Definition kind_of (i : int) : bool := Uint63.eqb i 1%uint63.
Definition numbers_of (l : list int) : list positive := map pos l.

(** two numbers each: tail and head; node and edge *)
Fixpoint pairs_of (l : list int) : list (positive * positive) :=
  match l with a :: b :: r => (pos a, pos b) :: pairs_of r | _ => nil end.

(** three each: number, numerator, denominator *)
Fixpoint quots_of (l : list int) : list (positive * Q) :=
  match l with i :: p :: q :: r => (pos i, Qmake (Sint63.to_Z p) (pos q)) :: quots_of r | _ => nil end.

Definition diffs_of (l : list (list int)) : list (list (positive * Q)) := map quots_of l.

(** kind (1 for in), edge, numerator and denominator of the bound, size of the set, set, uses *)
Definition lock_of (l : list int) : lock :=
  match l with
  | k :: e :: p :: q :: n :: r =>
      Lock (kind_of k) (pos e) (Qmake (Sint63.to_Z p) (pos q))
           (numbers_of (firstn (nat_of n) r)) (numbers_of (skipn (nat_of n) r))
  | _ => Lock true 1 0 nil nil
  end.

Definition locks_of (l : list (list int)) : list lock := map lock_of l.

(** kind, edge, size of the set, set, uses *)
Definition weak_of (l : list int) : weak :=
  match l with
  | k :: e :: n :: r =>
      Weak (kind_of k) (pos e) (numbers_of (firstn (nat_of n) r)) (numbers_of (skipn (nat_of n) r))
  | _ => Weak true 1 nil nil
  end.

Definition weaks_of (l : list (list int)) : list weak := map weak_of l.

(** a difference; then for each detour its edge and its walk *)
Definition witness_of (l : list int * list (list int)) : witness :=
  (quots_of (fst l),
   map (fun d => match d with e :: walk => (pos e, numbers_of walk) | nil => (1%positive, nil) end) (snd l)).

Definition witnesses_of (l : list (list int * list (list int))) : list witness := map witness_of l.
