(** The statements: what a reader must trust. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals Qreduction FMapPositive.
Import ListNotations.
Open Scope R_scope.

Module PM := PositiveMap.

Notation node := positive (only parsing).
Notation eid := positive (only parsing).    (* edge number, 1-based position in the list *)
Definition network := list (node * node).   (* (source, target) *)
Definition balance := list (node * Q).      (* hidden nodes with their c_v *)
Definition point := eid -> R.               (* only coordinates 1..|E| matter *)

Definition valid (net : network) (i : eid) := (Pos.to_nat i <= length net)%nat.

(** sum over edges into v of x_e  minus  sum over edges out of v of x_e *)
Fixpoint bal (v : node) (es : network) (i : eid) (x : point) : R :=
  match es with
  | nil => 0
  | (s, d) :: es' =>
      (if Pos.eqb d v then x i else 0) - (if Pos.eqb s v then x i else 0)
      + bal v es' (Pos.succ i) x
  end.

(** The invariant variety M(c). *)
Definition M (net : network) (hid : balance) (th : point) : Prop :=
  forall v c, In (v, c) hid -> bal v net 1%positive (fun i => th i ^ 2) = Q2R c.

(** continuity on [0,1] (relative topology, epsilon-delta) *)
Definition cont01 (f : R -> R) : Prop :=
  forall t, 0 <= t <= 1 -> forall eps, 0 < eps -> exists del, 0 < del /\
  forall s, 0 <= s <= 1 -> Rabs (s - t) < del -> Rabs (f s - f t) < eps.

(** a and b are joined by a continuous path inside P *)
Definition joined (net : network) (P : point -> Prop) (a b : point) : Prop :=
  exists g : R -> point,
    (forall i, valid net i -> cont01 (fun t => g t i)) /\
    (forall t, 0 <= t <= 1 -> P (g t)) /\
    (forall i, valid net i -> g 0 i = a i /\ g 1 i = b i).

Definition open (net : network) (A : point -> Prop) : Prop :=
  forall a, A a -> exists eps, 0 < eps /\
  forall b, (forall i, valid net i -> Rabs (b i - a i) < eps) -> A b.

(** topological disconnectedness: a separation by two open sets *)
Definition disconnected (net : network) (P : point -> Prop) : Prop :=
  exists A B, open net A /\ open net B /\
    (forall a, P a -> A a \/ B a) /\ (forall a, P a -> A a -> B a -> False) /\
    (exists a, P a /\ A a) /\ (exists b, P b /\ B b).

(** a and b lie on different sides of a separation of P by open sets *)
Definition separated (net : network) (P : point -> Prop) (a b : point) : Prop :=
  exists A B, open net A /\ open net B /\
    (forall x, P x -> A x \/ B x) /\ (forall x, P x -> A x -> B x -> False) /\ A a /\ B b.

(** in different path components and in different connected components *)
Definition apart (net : network) (P : point -> Prop) (a b : point) : Prop :=
  ~ joined net P a b /\ separated net P a b.

(** exactly m path components, which are also the connected components *)
Definition components (net : network) (P : point -> Prop) (m : N) : Prop :=
  exists reps : list point, N.of_nat (length reps) = m /\
    (forall a, In a reps -> P a) /\
    ForallOrdPairs (apart net P) reps /\
    (forall a, P a -> exists b, In b reps /\ joined net P a b).

(** at least m components *)
Definition components_ge (net : network) (P : point -> Prop) (m : N) : Prop :=
  exists reps : list point, N.of_nat (length reps) = m /\
    (forall a, In a reps -> P a) /\ ForallOrdPairs (apart net P) reps.

Definition upd (th : point) (i : eid) (r : R) : point := fun k => if Pos.eqb k i then r else th k.

(** J v i = partial derivative, at th, of the v-th equation with respect to coordinate i *)
Definition is_jacobian (net : network) (hid : balance) (th : point) (J : node -> eid -> R) : Prop :=
  forall v c, In (v, c) hid -> forall i, valid net i ->
    derivable_pt_lim (fun s => bal v net 1%positive (fun k => upd th i s k ^ 2) - Q2R c) (th i) (J v i).

Fixpoint sumL {A} (f : A -> R) (l : list A) : R :=
  match l with nil => 0 | a :: l' => f a + sumL f l' end.

(** y is a left-kernel vector of the Jacobian *)
Definition left_kernel (net : network) (hid : balance) (J : node -> eid -> R) (y : node -> R) : Prop :=
  forall i, valid net i -> sumL (fun vc => y (fst vc) * J (fst vc) i) hid = 0.

Definition singular_at (net : network) (hid : balance) (th : point) : Prop :=
  M net hid th /\ exists J, is_jacobian net hid th J /\
  exists y, (exists v c, In (v, c) hid /\ y v <> 0) /\ left_kernel net hid J y.

Definition regular_at (net : network) (hid : balance) (th : point) : Prop :=
  M net hid th /\ exists J, is_jacobian net hid th J /\
  forall y, left_kernel net hid J y -> forall v c, In (v, c) hid -> y v = 0.

