// The sums of squares into and out of every node of a model, still as long accumulators.
//
// Every weight is read once and counts twice: into its head, out of its tail.
//
// Dense links are cut into tiles that threads take one after the other; the sums of a tile go into
// those of the nodes under one lock, a thousandth of the work. Listed links have no structure to
// use: one thread adds up all heads while another adds up all tails. Addition is exact, so neither
// the number of threads nor the order of tiles can show in the result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "isthmus/exact/square_sum.hpp"
#include "isthmus/network/model.hpp"
#include "network/matrix_view.hpp"
#include "network/tile_sums.hpp"

namespace isthmus {

/// True if a trainable tensor is binary64: then the sums of a model take the wide accumulators.
[[nodiscard]] bool has_binary64(const Model& model);

/// Borrows a valid model with weights. Requires widest = binary64 if has_binary64(model).
template <NumberType widest>
class NodeSums {
 public:
  using Sum = SquareSum<widest>;

  explicit NodeSums(const Model& model);

  /// Reads every trainable weight once, on up to `jobs` threads. To be called once.
  void add_weights(unsigned jobs);

  /// By node number. NaN and infinities are counted, not added.
  [[nodiscard]] const std::vector<Sum>& in() const { return in_; }
  [[nodiscard]] const std::vector<Sum>& out() const { return out_; }

 private:
  struct Piece {
    const Link* link;
    Tile tile;
  };

  [[nodiscard]] std::vector<Piece> list_tiles() const;
  void add_tile(const Piece& piece, std::mutex& mutex);
  void add_listed(bool heads);

  const Model& model_;
  std::vector<Sum> in_, out_;
};

extern template class NodeSums<NumberType::binary32>;
extern template class NodeSums<NumberType::binary64>;

}  // namespace isthmus
