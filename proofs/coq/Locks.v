(** All locks of a certificate at once. *)
Require Import Reals Lra Lia List PArith NArith ZArith QArith Qreals FMapPositive.
Import ListNotations.
Open Scope R_scope.
From Isthmus Require Import Variety Checker Maps Points Cuts.

Definition check_locks (net : network) (hid : balance) (locks : list lock) : bool :=
  match run_locks (mkctx net hid) locks (PM.empty _) with Some _ => true | None => false end.

(** what was found stays *)
Lemma run_locks_keeps net hid steps : forall lb lb' e q,
  run_locks (mkctx net hid) steps lb = Some lb' -> PM.find e lb = Some q -> PM.find e lb' = Some q.
Proof.
  induction steps as [|l st IH]; intros lb lb' e q H He; [injection H as <-; exact He|].
  apply run_locks_step in H. destruct H as (b & _ & _ & _ & Hn & H).
  apply (IH _ _ _ _ H). rewrite PM.gso; [exact He|].
  intros ->. rewrite PM.mem_find, He in Hn. discriminate.
Qed.

Lemma run_locks_finds net hid steps : forall lb lb' l,
  run_locks (mkctx net hid) steps lb = Some lb' -> In l steps ->
  PM.find (lk_edge l) lb' = Some (lk_bound l).
Proof.
  induction steps as [|k st IH]; intros lb lb' l H Hl; [contradiction|].
  apply run_locks_step in H. destruct H as (b & _ & _ & _ & _ & H).
  destruct Hl as [<-|Hl]; [|exact (IH _ _ _ H Hl)].
  apply (run_locks_keeps _ _ _ _ _ _ _ H), PM.gss.
Qed.

(** *** Theorem (L+): every lock of the list holds *)
Theorem check_locks_sound net hid locks : check_locks net hid locks = true ->
  forall l, In l locks -> forall th, M net hid th ->
  Q2R (lk_bound l) <= th (lk_edge l) ^ 2 /\ th (lk_edge l) <> 0.
Proof.
  unfold check_locks. destruct (run_locks _ locks _) as [lb|] eqn:E; [|discriminate].
  intros _ l Hl th HM. pose proof (run_locks_finds _ _ _ _ _ _ E Hl) as F.
  destruct (proj2 (run_locks_empty _ _ _ _ E) th HM _ _ F) as [B1 B2]. unfold sq in B2.
  split; [exact B2|]. intros K. rewrite K in B2. simpl in B2. lra.
Qed.
