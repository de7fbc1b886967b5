// The algebra of labels against the same operations on arrays that store every element.
#include "formats/onnx/labels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "formats/onnx/columns.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

using Dense = std::vector<std::uint32_t>;

/// Random labels for a random shape, in random extents.
class Draws {
 public:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  Labels labels(std::size_t rank) {
    Labels result;
    std::uint64_t count = 1;
    for (std::size_t i = 0; i < rank; ++i) {
      result.shape.push_back(1 + below(4));
      result.extent.push_back(below(2) == 0 ? 1 : result.shape.back());
      count *= result.extent.back();
    }
    for (std::uint64_t i = 0; i < count; ++i)
      result.at.push_back(static_cast<std::uint32_t>(i * 7));
    return result;
  }

 private:
  std::mt19937 random_{7};
};

/// The index of element number `at`.
Shape index_of(std::uint64_t at, const Shape& shape) {
  Shape index(shape.size());
  for (std::size_t i = shape.size(); i-- > 0; at /= shape[i]) index[i] = at % shape[i];
  return index;
}

std::uint64_t number_of(const Shape& index, const Shape& shape) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < shape.size(); ++i) number = number * shape[i] + index[i];
  return number;
}

std::uint64_t size_of(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
}

/// Every element by the definition of broadcasting.
Dense dense(const Labels& labels) {
  Dense all;
  for (std::uint64_t i = 0; i < size_of(labels.shape); ++i) {
    Shape index = index_of(i, labels.shape);
    for (std::size_t a = 0; a < index.size(); ++a)
      index[a] = std::min(index[a], labels.extent[a] - 1);
    all.push_back(labels.at[number_of(index, labels.extent)]);
  }
  return all;
}

void check_form(const Labels& labels) {
  REQUIRE(labels.extent.size() == labels.shape.size());
  for (std::size_t i = 0; i < labels.shape.size(); ++i) {
    CHECK((labels.extent[i] == 1 || labels.extent[i] == labels.shape[i]));
  }
  CHECK(labels.at.size() == size_of(labels.extent));
}

/// A random shape with the same number of elements.
Shape other_shape(Draws& draws, std::uint64_t size) {
  Shape shape;
  while (size > 1 || draws.below(3) == 0) {
    std::uint64_t factor = 1 + draws.below(size);
    while (size % factor != 0) --factor;
    shape.push_back(factor);
    size /= factor;
  }
  return shape;
}

TEST_CASE("labels move as elements do") {
  Draws draws;
  for (int round = 0; round < 2000; ++round) {
    const Labels x = draws.labels(draws.below(5));
    const Dense all = dense(x);
    CHECK(every_label(x) == all);

    std::vector<std::size_t> order(x.shape.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draws.below(i)]);
    const Labels turned = transpose(x, order);
    check_form(turned);
    for (std::uint64_t i = 0; i < all.size(); ++i) {
      const Shape index = index_of(i, turned.shape);
      Shape source(index.size());
      for (std::size_t a = 0; a < order.size(); ++a) source[order[a]] = index[a];
      CHECK(dense(turned)[i] == all[number_of(source, x.shape)]);
    }

    const Labels shaped = reshape(x, other_shape(draws, all.size()));
    check_form(shaped);
    CHECK(dense(shaped) == all);
  }
}

TEST_CASE("reshaping does not store what it need not") {
  const Labels channels = along_axis({1, 3, 4, 5}, 1, 10);
  CHECK(reshape(channels, {3, 20}).at == Dense{10, 11, 12});
  CHECK(reshape(channels, {1, 3, 2, 10, 1}).at == Dense{10, 11, 12});
  CHECK(reshape(channels, {60}).at.size() == 60);
  CHECK(reshape(along_axis({1, 6, 4}, 1, 0), {1, 2, 3, 4}).extent == Shape{1, 2, 3, 1});
}

TEST_CASE("parts of labels, and labels put together") {
  Draws draws;
  for (int round = 0; round < 1000; ++round) {
    const Labels x = draws.labels(1 + draws.below(3));
    const Dense all = dense(x);
    const std::size_t axis = draws.below(x.shape.size());
    std::vector<std::uint64_t> indices;
    for (std::uint64_t i = 1 + draws.below(4); i > 0; --i)
      indices.push_back(draws.below(x.shape[axis]));
    const Labels part = take(x, axis, indices);
    check_form(part);
    const Dense taken = dense(part);
    for (std::uint64_t i = 0; i < taken.size(); ++i) {
      Shape index = index_of(i, part.shape);
      index[axis] = indices[index[axis]];
      CHECK(taken[i] == all[number_of(index, x.shape)]);
    }

    const Labels joined = concatenate({x, part, x}, axis);
    check_form(joined);
    const Dense whole = dense(joined);
    for (std::uint64_t i = 0; i < whole.size(); ++i) {
      Shape index = index_of(i, joined.shape);
      const std::uint64_t n = x.shape[axis], k = index[axis];
      if (k >= n && k < n + indices.size()) index[axis] = indices[k - n];
      if (k >= n + indices.size()) index[axis] = k - n - indices.size();
      CHECK(whole[i] == all[number_of(index, x.shape)]);
    }
  }
}

/// The sets that ties make, as a label for each label.
struct Sets {
  std::vector<std::uint32_t> of = std::vector<std::uint32_t>(2000);

  Sets() { std::iota(of.begin(), of.end(), 0U); }
  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t old = of[a], fresh = of[b];
    std::replace(of.begin(), of.end(), old, fresh);
  }
};

TEST_CASE("a sum ties what is added, and no more") {
  Draws draws;
  for (int round = 0; round < 500; ++round) {
    const Labels a = draws.labels(3);
    Labels b{a.shape, {}, {}};
    for (const std::uint64_t n : a.shape) b.extent.push_back(draws.below(2) == 0 ? 1 : n);
    b.at.resize(size_of(b.extent));
    std::iota(b.at.begin(), b.at.end(), 1000U);

    Sets found, expected;
    const Labels merged = merge(a, b, [&](auto x, auto y) { found.join(x, y); });
    check_form(merged);
    const Dense all_a = dense(a), all_b = dense(b), sum = dense(merged);
    for (std::size_t i = 0; i < sum.size(); ++i) expected.join(all_a[i], all_b[i]);
    for (std::size_t i = 0; i < sum.size(); ++i)
      CHECK(expected.of[sum[i]] == expected.of[all_a[i]]);
    // The same partition: each determines the other.
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::set<std::uint32_t> left, right;
    for (std::size_t v = 0; v < found.of.size(); ++v) {
      pairs.emplace(found.of[v], expected.of[v]);
      left.insert(found.of[v]);
      right.insert(expected.of[v]);
    }
    CHECK(pairs.size() == left.size());
    CHECK(pairs.size() == right.size());
  }
}

TEST_CASE("shapes that broadcast") {
  CHECK(common_shape({2, 1, 4}, {3, 1}) == Shape{2, 3, 4});
  CHECK(common_shape({}, {5}) == Shape{5});
  CHECK_THROWS_AS(static_cast<void>(common_shape({2, 3}, {2, 4})), Error);
}

TEST_CASE("a tensor that mixes too many units is refused before it is stored") {
  const Labels x = along_axis({1, 4096, 4096, 4096}, 1, 0);
  CHECK_THROWS_AS(static_cast<void>(reshape(x, {std::uint64_t{1} << 36})), Error);
}

/// Which columns belong to which label, by the blocks.
Dense columns_by_blocks(const std::vector<Block>& blocks, std::size_t count) {
  Dense labels(count, 12345);
  for (const Block& block : blocks) {
    CHECK(std::set<std::uint32_t>(block.labels.begin(), block.labels.end()).size() ==
          block.labels.size());
    for (std::size_t i = 0; i < block.labels.size(); ++i) {
      for (std::uint64_t k = 0; k < block.depth; ++k) {
        std::uint32_t& label = labels.at(block.start + i * block.stride + k * block.depth_stride);
        CHECK(label == 12345);
        label = block.labels[i];
      }
    }
  }
  return labels;
}

TEST_CASE("blocks hold every column once, and find the usual patterns") {
  CHECK(blocks_of({4, 5, 6}).size() == 1);
  CHECK(blocks_of({4, 4, 5, 5, 6, 6}).size() == 1);           // flattened channels
  CHECK(blocks_of({4, 5, 6, 4, 5, 6, 4, 5, 6}).size() == 1);  // channels last
  CHECK(blocks_of({4, 4, 4}).front().depth == 3);
  CHECK(blocks_of({4, 4, 5, 5, 9}).size() == 2);  // one map after another
  Draws draws;
  for (int round = 0; round < 3000; ++round) {
    Dense labels;
    const std::uint64_t period = 1 + draws.below(4), run = 1 + draws.below(3);
    for (std::uint64_t i = draws.below(30); i > 0; --i) {
      const bool regular = draws.below(8) != 0;
      labels.push_back(static_cast<std::uint32_t>(regular ? i / run % period : draws.below(4)));
    }
    CHECK(columns_by_blocks(blocks_of(labels), labels.size()) == labels);
  }
}

}  // namespace
}  // namespace isthmus::onnx
