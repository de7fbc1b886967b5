(** All of the base theory. *)
From Isthmus Require Export Variety.
From Isthmus Require Export Checker.
From Isthmus Require Export Sums.
From Isthmus Require Export Maps.
From Isthmus Require Export Edges.
From Isthmus Require Export Cuts.
From Isthmus Require Export Points.
From Isthmus Require Export Topology.
From Isthmus Require Export Paths.
From Isthmus Require Export Signs.
From Isthmus Require Export Differences.
From Isthmus Require Export Bypass.
From Isthmus Require Export Components.
From Isthmus Require Export Connected.
From Isthmus Require Export Jacobian.
From Isthmus Require Export Regularity.
