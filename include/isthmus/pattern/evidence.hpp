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

/// No limit of attained matrices is in this case: the minor of these rows and columns, all of whose
/// entries are observed, times `cofactor` is `product`, so that it does not vanish; but fewer
/// neurons than it has rows meet them.
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

// --- Not closed ---------------------------------------------------------------------------------

/// One step of subspace propagation in a branch, where sup_i is the set of neurons that row i
/// uses, W_k a space that contains x_k (at first R^{columns of k}), a_i row i of the limit (modulo
/// its free entries), and "inside" means modulo the free entries of the rows named.
struct SpanStep {  ///< W_k shrinks to W_k ∩ (<a_i> + Σ_{l in sup_i, l≠k} W_l + R^{F_i}); k in sup_i
  std::size_t row, neuron;
};
struct RankStep {  ///< D = span of a_i, i in rows, has dim = |K|, K = ∪ sup_i: W_k shrinks to W_k ∩
                   ///< D
  std::vector<std::size_t> rows;
  std::size_t neuron;
};
struct ExchangeStep {  ///< row t with pivots (i, k): W_l shrinks to W_l ∩ (<a_t, a_i…> + Σ_rest\l
                       ///< W)
  std::size_t row;
  std::vector<std::pair<std::size_t, std::size_t>> pivots;  ///< one or two (row i, neuron k)
  std::size_t neuron;
};
using RefutationStep = std::variant<SpanStep, RankStep, ExchangeStep>;

/// How a branch ends: W_neuron is 0; or the row is outside its span; or outside after the exchange;
/// or the rows span more than their neurons can.
struct EmptySpace {
  std::size_t neuron;
};
struct OutsideSpan {
  std::size_t row;
};
struct OutsideExchange {
  std::size_t row;
  std::vector<std::pair<std::size_t, std::size_t>> pivots;
};
struct RankTooLarge {
  std::vector<std::size_t> rows;
  std::vector<std::size_t> neurons;  ///< J: dim(Σ_J W) + |K \ J| < dim D
};
using Contradiction = std::variant<EmptySpace, OutsideSpan, OutsideExchange, RankTooLarge>;

/// A node of the refutation: the steps taken with the supports known so far; then a contradiction,
/// or a row to branch on with one child for every support that it may have.
struct Refutation {
  std::vector<RefutationStep> steps;
  std::vector<Contradiction> end;                                         ///< none or one
  std::size_t row = 0;                                                    ///< if there is no end
  std::vector<std::pair<std::vector<std::size_t>, Refutation>> children;  ///< (sup_row, rest)
};

/// A limit that is not attained.
struct Witness {
  RationalMatrix limit{0, 0};  ///< A, outputs × inputs
  /// The factors X_1(ε), …, X_L(ε) from the input to the output, each outputs × inputs of its
  /// layer, supported on the pattern; their product is A + O(ε).
  std::vector<std::vector<std::vector<Laurent>>> factors;
  /// A state such that A attained implies its window is attained: on every observed entry the
  /// pieces covering it are copies of exactly the neurons covering it.
  PatternState window;
  Orientation side = Orientation::rows;  ///< how the window is refuted
  Refutation refutation;
};

}  // namespace isthmus
