// Every weight is read once and counts twice: into its head, out of its tail.
//
// Dense links are cut into tiles that threads take one after the other; the sums of a tile go into
// those of the nodes under one lock, a thousandth of the work. Listed links have no structure to
// use: one thread adds up all heads while another adds up all tails. Addition is exact, so neither
// the number of threads nor the order of tiles can show in the result.
#include "isthmus/network/model_balance.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "network/team.hpp"
#include "network/tile_sums.hpp"

namespace isthmus {
namespace {

template <NumberType widest>
class Summation {
 public:
  using Sum = SquareSum<widest>;

  Summation(const Model& model, unsigned jobs)
      : model_(model), jobs_(jobs), in_(node_count(model)), out_(node_count(model)) {}

  void run() {
    const std::vector<Piece> pieces = list_tiles();
    share_out(pieces.size(), jobs_, [&](std::size_t i) { add_tile(pieces[i]); });
    share_out(2, jobs_, [&](std::size_t side) { add_listed(side == 0); });
  }

  [[nodiscard]] ModelBalance result(bool in_and_out) const {
    ModelBalance balance;
    balance.net.reserve(in_.size());
    Sum total;
    for (std::size_t node = 0; node < in_.size(); ++node) {
      Sum net = in_[node];
      net.subtract(out_[node]);
      check_finite(net);
      balance.net.push_back(net.value());
      total.merge(in_[node]);
      if (!in_and_out) continue;
      balance.in.push_back(in_[node].value());
      balance.out.push_back(out_[node].value());
    }
    balance.total = total.value();
    return balance;
  }

 private:
  struct Piece {
    const Link* link;
    Tile tile;
  };

  static void check_finite(const Sum& sum) {
    if (sum.non_finite() == 0) return;
    throw input_error("weights are NaN or infinite now", "leave the file alone while it is read");
  }

  [[nodiscard]] std::vector<Piece> list_tiles() const {
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

  void add_tile(const Piece& piece) {
    const MatrixView matrix(model_, *piece.link);
    const Tile& tile = piece.tile;
    const auto sums = std::make_unique<TileSums<widest>>();
    sums->compute(matrix, tile);
    std::vector<Sum>& of_rows = matrix.rows_are_heads() ? in_ : out_;
    std::vector<Sum>& of_columns = matrix.rows_are_heads() ? out_ : in_;
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < tile.rows; ++i) {
      of_rows[matrix.row_node(tile.row + i)].merge(sums->rows[i]);
    }
    for (std::size_t i = 0; i < tile.columns; ++i) {
      of_columns[matrix.column_node(tile.column + i)].merge(sums->columns[i]);
    }
  }

  void add_listed(bool heads) {
    for (const Link& link : model_.links) {
      if (link.fixed || link.wiring != Wiring::listed) continue;
      const Tensor& tensor = model_.tensors[link.tensor];
      const std::size_t width = byte_size(tensor.type);
      const std::vector<std::uint32_t>& nodes = heads ? link.heads : link.tails;
      std::vector<Sum>& sums = heads ? in_ : out_;
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        // Nodes come in any order: the sum of one is fetched while others are worked at.
        if (i + ahead < nodes.size()) __builtin_prefetch(&sums[nodes[i + ahead]], 1);
        const std::byte* at = tensor.data + link.position(i, 0) * width;
        if (link.depth == 1) {
          sums[nodes[i]].add(load_number(at, tensor.type));
        } else {
          sums[nodes[i]].add_run(at, tensor.type, link.depth, link.depth_stride);
        }
      }
    }
  }

  static constexpr std::size_t ahead = 16;

  const Model& model_;
  unsigned jobs_;
  std::mutex mutex_;
  std::vector<Sum> in_, out_;
};

[[nodiscard]] bool has_binary64(const Model& model) {
  return std::any_of(model.links.begin(), model.links.end(), [&](const Link& link) {
    return !link.fixed && model.tensors[link.tensor].type == NumberType::binary64;
  });
}

template <NumberType widest>
[[nodiscard]] ModelBalance balance_of(const Model& model, const ModelBalanceOptions& options) {
  Summation<widest> summation(model, options.jobs);
  summation.run();
  return summation.result(options.in_and_out);
}

}  // namespace

ModelBalance model_balance(const Model& model, const ModelBalanceOptions& options) {
  return has_binary64(model) ? balance_of<NumberType::binary64>(model, options)
                             : balance_of<NumberType::binary32>(model, options);
}

Rational squared_norm(const Model& model, std::uint64_t bundle) {
  const Bundle place = bundle_at(model, bundle);
  const Tensor& tensor = model.tensors[place.link->tensor];
  if (place.link->depth == 1) {
    const Rational weight = from_binary64(tensor.at(place.position));
    return weight * weight;
  }
  LongSquareSum sum;
  sum.add_run(tensor.data + place.position * byte_size(tensor.type), tensor.type, place.link->depth,
              place.link->depth_stride);
  return sum.value();
}

}  // namespace isthmus
