// R5: of rows with the same neurons and the same free entries only the generic rank is needed.
//
// Let g be the generic rank of a type (K, F), mod F. If a pattern with g of these rows is closed,
// so is the one with more: for a limit A let span(x_k : k in K) + R^F converge to T along the
// sequence, dim T/R^F ≤ g; put a basis of T/R^F into the g rows kept. That is a limit for the
// smaller pattern, so T ⊆ span(x*_k) + R^F for one choice x*, which serves all the twins. The
// converse is heredity (R6): restricting rows is cutting with a coordinate subspace. The same for
// columns. A full state stays full if its twins realise all they reach: put a basis of that into
// the rows kept. So for given r only finitely many patterns matter, however many rows and columns.
#include "pattern/reduce/steps.hpp"
#include "pattern/row_types.hpp"

namespace isthmus {
namespace {

// The rows beyond the first g of each type.
IndexSet surplus(const PatternState& state, Goal goal) {
  IndexSet out;
  for (const RowType& type : row_types(state)) {
    if (type.rows.size() == 1) continue;
    std::size_t kept = generic_rank(state, type);
    if (goal == Goal::full && kept < type.reach.size() - type.free.size()) continue;
    type.rows.for_each([&](std::size_t row) {
      if (kept == 0) {
        out.insert(row);
      } else {
        --kept;
      }
    });
  }
  return out;
}

}  // namespace

std::vector<Reduction> find_twins(const PatternState& state, Goal goal) {
  for (const Orientation side : {Orientation::rows, Orientation::columns}) {
    const PatternState seen = seen_by(state, side);
    const IndexSet gone = surplus(seen, goal);
    if (!gone.empty()) return {TwinReduction{side, seen.rows - gone}};
  }
  return {};
}

}  // namespace isthmus
