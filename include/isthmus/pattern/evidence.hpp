// The evidence for a verdict on a pattern: what a certificate says and what a checker replays.
//
// Indices everywhere are those of the original pattern: rows are outputs, columns are inputs. A
// neuron of a state is named by its position in the state's list, which the reductions keep in the
// order described at each of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/pattern/index_set.hpp"
#include "isthmus/pattern/laurent.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// Seen by rows (the x_k are unknown vectors, the rows of A their combinations) or, transposed, by
/// columns.
enum class Orientation { rows, columns };

// --- Reductions: each turns a state into one that is closed exactly when the first is ------------

/// R1. Row (or column) `index` leaves neuron `neuron`: all its entries there are free.
struct StripReduction {
  std::size_t neuron;
  Orientation side;
  std::size_t index;
};

/// R1. Neuron `neuron` has no row or no column left; the later ones move down by one.
struct DropReduction {
  std::size_t neuron;
};

/// R2. The observed entries of the neuron fall into unconnected rectangles. The first piece takes
/// the neuron's place, the others are appended to the list.
struct SplitReduction {
  std::size_t neuron;
  std::vector<std::pair<IndexSet, IndexSet>> pieces;  ///< (rows, columns)
};

/// R3. These neurons (increasing) realise all their entries, seen by `side`: they are removed,
/// their entries become free, the other neurons close the ranks.
struct LinearReduction {
  std::vector<std::size_t> neurons;
  Orientation side;
};

/// R5. Only these rows (or columns) are kept, enough twins of each type.
struct TwinReduction {
  Orientation side;
  IndexSet kept;
};

using Reduction =
    std::variant<StripReduction, DropReduction, SplitReduction, LinearReduction, TwinReduction>;

// --- Closed -------------------------------------------------------------------------------------

/// One incidence of a pattern: row (or column) `index` of a neuron.
struct Incidence {
  std::size_t neuron;
  Orientation side;
  std::size_t index;

  friend bool operator==(const Incidence&, const Incidence&) = default;
};

/// T2 and T3: a formula in the state itself, which has two neurons or one.
struct TwoNeurons {};
struct OneNeuron {};

/// T11, the dimension count. A checker recomputes it from the state alone.
struct DimensionCount {
  Orientation side;
};

/// T12: without these incidences the pattern still realises every covered entry.
struct Sandwich {
  Orientation side;
  std::vector<Incidence> deleted;
};

struct ClosedProof;

/// T13: one after another these incidences may go without changing the closure, thanks to the
/// neuron `pivots[t]`; what is left is closed.
struct Absorption {
  std::vector<Incidence> deleted;
  std::vector<std::size_t> pivots;
  std::shared_ptr<const ClosedProof> rest;
};

/// A polynomial in the entries of A: Σ coefficient·Π a(i, j)^power, terms by increasing powers,
/// none 0.
struct EntryPower {
  std::uint32_t row, column, power;
  friend bool operator==(const EntryPower&, const EntryPower&) = default;
  friend auto operator<=>(const EntryPower&, const EntryPower&) = default;
};
struct EntryTerm {
  Rational coefficient;
  std::vector<EntryPower> powers;
  friend bool operator==(const EntryTerm&, const EntryTerm&) = default;
};
using EntryPolynomial = std::vector<EntryTerm>;

/// Π g^power over polynomials g that are known not to vanish where this is said: their numbers in
/// the order in which the case split came to them, strictly increasing, with powers of at least 1.
struct NonzeroPower {
  std::size_t nonzero;
  std::uint32_t power;
  friend bool operator==(const NonzeroPower&, const NonzeroPower&) = default;
};
using NonzeroProduct = std::vector<NonzeroPower>;

/// T14, a case: the polynomial vanishes (the next subtree), or it does not (the one after that, in
/// which it is the next number of the polynomials known not to vanish). Its leading coefficient in
/// a(row, column) is a constant times `leading`.
struct ChartSplit {
  EntryPolynomial polynomial;
  std::uint32_t row, column;
  NonzeroProduct leading;
  friend bool operator==(const ChartSplit&, const ChartSplit&) = default;
};

/// T14: `polynomial`·`cofactor` = `product` in this case, so that neither of the two vanishes;
/// `polynomial` is the next number of those known not to vanish.
struct ChartFactor {
  EntryPolynomial polynomial;
  EntryPolynomial cofactor;
  NonzeroProduct product;
  friend bool operator==(const ChartFactor&, const ChartFactor&) = default;
};

/// No matrix is in this case: this polynomial should not vanish here, but does.
struct EmptyCase {
  std::size_t nonzero;
  friend bool operator==(const EmptyCase&, const EmptyCase&) = default;
};

/// No limit of attained matrices is in this case: the minor of these rows and columns, none of
/// whose entries is free and covered (what is not covered is taken for 0), times `cofactor` is
/// `product`, so that it does not vanish; but fewer neurons than it has rows meet them.
struct OutsideCase {
  std::vector<std::size_t> rows, columns;  ///< increasing, equally many
  EntryPolynomial cofactor;
  NonzeroProduct product;
  friend bool operator==(const OutsideCase&, const OutsideCase&) = default;
};

/// A row (or column) of A in a chart: `denominator`·a_i = Σ terms·x_k where it is observed.
struct ChartRow {
  NonzeroProduct denominator;
  std::vector<std::pair<std::size_t, EntryPolynomial>> terms;  ///< (neuron k, factor), none 0
  friend bool operator==(const ChartRow&, const ChartRow&) = default;
};

/// All matrices of this case are attained, by vectors x_k that are polynomials in their entries.
struct Chart {
  Orientation side;
  /// For each neuron the entries of x_k that are not 0, as (column, value), by column.
  std::vector<std::vector<std::pair<std::size_t, EntryPolynomial>>> x;
  std::vector<ChartRow> rows;  ///< one for each row of the state, in increasing order
  friend bool operator==(const Chart&, const Chart&) = default;
};

/// T14: every limit of attained matrices is attained, by a case split (without OutsideCase: every
/// matrix on the observed entries that neurons cover). The steps are a binary tree in prefix order;
/// see charts.hpp for what makes them a proof.
using ChartStep = std::variant<ChartSplit, ChartFactor, EmptyCase, OutsideCase, Chart>;
struct ChartTree {
  std::vector<ChartStep> steps;
  friend bool operator==(const ChartTree&, const ChartTree&) = default;
};

using ClosedRule =
    std::variant<OneNeuron, TwoNeurons, DimensionCount, Sandwich, Absorption, ChartTree>;

/// A proof that a state is closed: reductions; then nothing is left (no rule, no parts), or one
/// rule ends it, or the neurons fall into groups without a common observed entry (R4), each with a
/// proof of its own. A part has the neurons of its group in the order of the whole, the rows and
/// columns that they touch, and the same free entries.
struct ClosedProof {
  std::vector<Reduction> reductions;
  std::vector<ClosedRule> rule;                                         ///< none or one
  std::vector<std::pair<std::vector<std::size_t>, ClosedProof>> parts;  ///< (neurons, proof)
};

/// Three or more factors. Layers `layer` and `layer` + 1, counted from the input among those that
/// earlier merges have left, realise every matrix on the support of their product, so that one
/// factor with this support may take their place. `full` proves that: its reductions are R1–R4, its
/// twins only those of types that realise all they cover, and it ends in nothing, T12, T13 or T14.
struct LayerMerge {
  std::size_t layer;
  ClosedProof full;
};

/// How a proof for several layers ends: with one or two layers, or with T15, a formula in the
/// layers that are left.
enum class LayerEnding { two_layers, chain };

/// Layers that merge one after another until two are left, or one (whose matrices are a linear
/// space); then the proof for the two. Or until a chain of disjoint blocks is left (T15).
struct ClosedEvidence {
  std::vector<LayerMerge> merges;
  ClosedProof proof;  ///< of nothing if one layer or a chain is left
  LayerEnding ending = LayerEnding::two_layers;
};

// --- Not closed ---------------------------------------------------------------------------------

// A refutation shows that no x_k in R^{columns of k} and y_ik have a_i = Σ_k y_ik x_k modulo
// R^{F_i} for all rows i, where F_i = free[i], K_i = the neurons whose rows contain i, and a_i is
// row i of the limit on the columns of the state, its free entries put to 0. Everything is cut down
// to the rows and columns of the state; `side == columns` means all this for the transposed state
// and limit, so that "row" is a column then.
//
// Take y_i with as few nonzero entries as the x_k allow. Its support sup_i = {k : y_ik ≠ 0} then
// has these properties: the entries of a_i that are not 0 lie in the columns of sup_i, and the x_k,
// k in sup_i, are independent modulo R^{F_i}. So a row with a_i = 0 has sup_i = ∅, and
//   |sup_i| <= number of columns not in F_i.
// The tree branches over these supports. At a node a row is *known* if a_i = 0 or if it was
// branched on above; its sup_i is then ∅ or that of the child taken. For a row that is not known,
// sup_i stands for all of K_i in what follows (a_i lies in the span of these x_k all the same).
//
// In every node each neuron has a space W_k that contains x_k: at the root R^{columns of k}; a
// child starts with what its parent ended with. Steps are applied in order, each with the spaces as
// the steps before left them. Sums of W over a set of neurons are written ΣW.

/// y_ik ≠ 0, so W_k shrinks to W_k ∩ (<a_i> + ΣW(sup_i \ k) + R^{F_i}). Requires a known row, and
/// k in sup_i.
struct SpanStep {
  std::size_t row, neuron;

  friend bool operator==(const SpanStep&, const SpanStep&) = default;
};

/// Let K = ∪ sup_i and F = ∪ F_i over `rows`, and D = <a_i : i in rows> + R^F. If dim D - |F| =
/// |K|, then the x_k, k in K, span D modulo R^F, and W_neuron shrinks to W_neuron ∩ D. Requires
/// that equality, and neuron in K. The rows need not be known.
struct RankStep {
  std::vector<std::size_t> rows;  ///< increasing
  std::size_t neuron;

  friend bool operator==(const RankStep&, const RankStep&) = default;
};

/// A pivot (i, k): row i is known and k in sup_i, so x_k lies in <a_i> + span(x_l : l in sup_i \ k)
/// modulo R^{F_i}, and a_i may stand in for x_k.
using Pivot = std::pair<std::size_t, std::size_t>;

/// Pivots (i_1, k_1), (i_2, k_2), … with distinct rows, none of them `row`, and distinct neurons,
/// such that k_b is not in sup of i_c for b < c. Let rest = (sup_row ∪ all sup_i) \ all k_b and
/// F = F_row ∪ all F_i. Then a_row = Σ c_l x_l modulo <a_i…> + R^F, l in rest. If c_l = 0 is not
/// possible, that is a_row is not in B = <a_i…> + ΣW(rest \ l) + R^F, then W_l shrinks to
/// W_l ∩ (<a_row> + B). Requires this, with l = neuron in rest. `row` itself need not be known.
struct ExchangeStep {
  std::size_t row;
  std::vector<Pivot> pivots;
  std::size_t neuron;

  friend bool operator==(const ExchangeStep&, const ExchangeStep&) = default;
};
using RefutationStep = std::variant<SpanStep, RankStep, ExchangeStep>;

/// W_neuron = 0, but neuron is in sup_i of a known row.
struct EmptySpace {
  std::size_t neuron;

  friend bool operator==(const EmptySpace&, const EmptySpace&) = default;
};
/// a_row is not in <a_i…> + ΣW(rest) + R^F, with pivots and names as for ExchangeStep; without
/// pivots it is not in ΣW(sup_row) + R^{F_row}.
struct OutsideSpan {
  std::size_t row;
  std::vector<Pivot> pivots;

  friend bool operator==(const OutsideSpan&, const OutsideSpan&) = default;
};
/// The rows span more than their neurons can: dim D - |F| > dim(ΣW(J) + R^F) - |F| + |K \ J|, with
/// D, F and K as for RankStep and J a part of K.
struct RankTooLarge {
  std::vector<std::size_t> rows;     ///< increasing
  std::vector<std::size_t> neurons;  ///< J, increasing

  friend bool operator==(const RankTooLarge&, const RankTooLarge&) = default;
};
/// The x_k, k in J ⊂ sup_row, cannot be independent: dim(ΣW(J) + R^{F_row}) - |F_row| < |J|.
/// Requires a known row.
struct DependentSupport {
  std::size_t row;
  std::vector<std::size_t> neurons;  ///< J, increasing

  friend bool operator==(const DependentSupport&, const DependentSupport&) = default;
};
/// Not a contradiction that can be replayed: another program found 1 in the ideal of all equations
/// Y·X = A on the observed entries of the window, so that they have no solution, not even a complex
/// one (DecideOptions::has_unit_ideal). Only ever the end of a root; no certificate records it.
struct UnitIdeal {
  friend bool operator==(const UnitIdeal&, const UnitIdeal&) = default;
};
using Contradiction =
    std::variant<EmptySpace, OutsideSpan, RankTooLarge, DependentSupport, UnitIdeal>;

/// A node of the refutation: steps; then a contradiction, or a row that is not known and one child
/// for every support that it may have: every set S of neurons in K_row, exactly once, such that the
/// entries of a_row that are not 0 lie in the columns of S, and |S| <= number of columns not in
/// F_row. (There may be no such set, and then no child.)
struct Refutation {
  /// Is it there to be replayed?
  [[nodiscard]] bool rests_on_ideal() const {
    return !end.empty() && std::holds_alternative<UnitIdeal>(end.front());
  }

  std::vector<RefutationStep> steps;
  std::vector<Contradiction> end;                                         ///< none or one
  std::size_t row = 0;                                                    ///< if there is no end
  std::vector<std::pair<std::vector<std::size_t>, Refutation>> children;  ///< (S increasing, rest)

  friend bool operator==(const Refutation&, const Refutation&) = default;
};

/// A limit that is not attained.
struct Witness {
  RationalMatrix limit{0, 0};  ///< A, outputs × inputs
  /// The factors X_1(ε), …, X_L(ε) from the input to the output, each outputs × inputs of its
  /// layer, supported on the pattern; their product is A + O(ε).
  std::vector<std::vector<std::vector<Laurent>>> factors;
  /// A state such that A attained implies its window is attained: each piece lies within the rows
  /// and columns of its origin, and on every observed entry the pieces covering it are one copy of
  /// each neuron covering it, and no more. (Then y_io, x_oj of an attained A serve all pieces of
  /// o.) With three or more factors it is a state of the two factors with the supports of the
  /// products of the first `split` ones and of the others: these reach at least as much.
  PatternState window;
  Orientation side = Orientation::rows;  ///< how the window is refuted
  Refutation refutation;
  std::size_t split = 1;  ///< 1 for two factors

  friend bool operator==(const Witness&, const Witness&) = default;
};

}  // namespace isthmus
