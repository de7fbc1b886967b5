#include "network/node_sums.hpp"

#include <algorithm>
#include <memory>

#include "network/team.hpp"

namespace isthmus {
namespace {

constexpr std::size_t fetched_ahead = 16;

}  // namespace

bool has_binary64(const Model& model) {
  return std::any_of(model.links.begin(), model.links.end(), [&](const Link& link) {
    return !link.fixed && model.tensors[link.tensor].type == NumberType::binary64;
  });
}

template <NumberType widest>
NodeSums<widest>::NodeSums(const Model& model)
    : model_(model), in_(node_count(model)), out_(node_count(model)) {}

template <NumberType widest>
void NodeSums<widest>::add_weights(unsigned jobs) {
  const std::vector<Piece> pieces = list_tiles();
  std::mutex mutex;
  share_out(pieces.size(), jobs, [&](std::size_t i) { add_tile(pieces[i], mutex); });
  share_out(2, jobs, [&](std::size_t side) { add_listed(side == 0); });
}

template <NumberType widest>
auto NodeSums<widest>::list_tiles() const -> std::vector<Piece> {
  std::vector<Piece> pieces;
  for (const Link& link : model_.links) {
    if (link.fixed || link.wiring != Wiring::dense) continue;
    const MatrixView matrix(model_, link);
    for (std::uint64_t row = 0; row < matrix.row_count(); row += Tile::side) {
      for (std::uint64_t column = 0; column < matrix.column_count(); column += Tile::side) {
        pieces.push_back({&link,
                          {row, column, std::min(Tile::side, matrix.row_count() - row),
                           std::min(Tile::side, matrix.column_count() - column)}});
      }
    }
  }
  return pieces;
}

template <NumberType widest>
void NodeSums<widest>::add_tile(const Piece& piece, std::mutex& mutex) {
  const MatrixView matrix(model_, *piece.link);
  const Tile& tile = piece.tile;
  const auto sums = std::make_unique<TileSums<widest>>();
  sums->compute(matrix, tile);
  std::vector<Sum>& of_rows = matrix.rows_are_heads() ? in_ : out_;
  std::vector<Sum>& of_columns = matrix.rows_are_heads() ? out_ : in_;
  const std::lock_guard lock(mutex);
  for (std::size_t i = 0; i < tile.rows; ++i) {
    of_rows[matrix.row_node(tile.row + i)].merge(sums->rows[i]);
  }
  for (std::size_t i = 0; i < tile.columns; ++i) {
    of_columns[matrix.column_node(tile.column + i)].merge(sums->columns[i]);
  }
}

template <NumberType widest>
void NodeSums<widest>::add_listed(bool heads) {
  for (const Link& link : model_.links) {
    if (link.fixed || link.wiring != Wiring::listed) continue;
    const Tensor& tensor = model_.tensors[link.tensor];
    const std::size_t width = byte_size(tensor.type);
    const std::vector<std::uint32_t>& nodes = heads ? link.heads : link.tails;
    std::vector<Sum>& sums = heads ? in_ : out_;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      // Nodes come in any order: the sum of one is fetched while others are worked at.
      if (i + fetched_ahead < nodes.size()) __builtin_prefetch(&sums[nodes[i + fetched_ahead]], 1);
      const std::byte* at = tensor.data + link.position(i, 0) * width;
      if (link.depth == 1) {
        sums[nodes[i]].add(load_number(at, tensor.type));
      } else {
        sums[nodes[i]].add_run(at, tensor.type, link.depth, link.depth_stride);
      }
    }
  }
}

template class NodeSums<NumberType::binary32>;
template class NodeSums<NumberType::binary64>;

}  // namespace isthmus
