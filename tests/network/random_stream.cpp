// Streams of random bits for items that are drawn in any order. All draws are fixed, so each bound
// holds always or never; they are wide enough for fair bits and narrow enough for a poor mixer.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <vector>

#include "network/random.hpp"

using namespace isthmus;

namespace {

std::uint64_t first(std::uint64_t seed, std::uint64_t index) {
  return RandomBits::stream(seed, index).next();
}

// Pearson's statistic of the bytes at one place of the words: 255 degrees of freedom, so fair
// bytes exceed 370 with probability below 10^-5.
double chi_square(const std::vector<std::uint64_t>& words, int place) {
  std::array<double, 256> counts{};
  for (const std::uint64_t word : words) ++counts[word >> (8 * place) & 255];
  const double expected = static_cast<double>(words.size()) / 256;
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

void check_bytes(const std::vector<std::uint64_t>& words) {
  for (int place = 0; place < 8; ++place) CHECK(chi_square(words, place) < 370);
}

}  // namespace

TEST_CASE("a stream is the same whenever it is asked for, and on every machine") {
  RandomBits bits = RandomBits::stream(1, 2);
  const std::array<std::uint64_t, 3> expected = {0x224bfee903795f53, 0x3d1c06faa8b67a51,
                                                 0x93942e66aa2186c3};
  for (const std::uint64_t word : expected) CHECK(bits.next() == word);
  CHECK(first(1, 2) == expected[0]);
}

TEST_CASE("no two streams begin alike") {
  std::vector<std::uint64_t> words;
  for (const std::uint64_t seed : {0ULL, 1ULL, 2ULL, 3ULL, 1ULL << 32, 1ULL << 63, ~0ULL}) {
    for (std::uint64_t index = 0; index < 20'000; ++index) {
      words.push_back(first(seed, index));
      words.push_back(first(seed, ~index));
      words.push_back(first(seed, index << 40));
    }
  }
  std::sort(words.begin(), words.end());
  const auto unique = std::unique(words.begin(), words.end());
  CHECK(words.end() - unique == 7);  // index 0 shifted is index 0, once for each seed
}

TEST_CASE("seed and index are not exchangeable, and a stream is not the plain generator") {
  CHECK(first(3, 5) != first(5, 3));
  CHECK(first(3, 0) != RandomBits(3).next());
}

TEST_CASE("neighbouring streams look independent") {
  constexpr std::uint64_t count = 1 << 16;
  std::vector<std::uint64_t> along_index, along_seed, differences, sums;
  for (std::uint64_t i = 0; i < count; ++i) {
    along_index.push_back(first(7, i));
    along_seed.push_back(first(i, 7));
    differences.push_back(first(7, i) ^ first(7, i + 1));
    sums.push_back(first(7, i) + first(8, i));
  }
  check_bytes(along_index);
  check_bytes(along_seed);
  check_bytes(differences);
  check_bytes(sums);
}

TEST_CASE("each bit of seed and index changes half of the bits drawn, early and late") {
  constexpr int trials = 256;
  for (int bit = 0; bit < 128; ++bit) {
    const std::uint64_t in_seed = bit < 64 ? std::uint64_t{1} << bit : 0;
    const std::uint64_t in_index = bit < 64 ? 0 : std::uint64_t{1} << (bit - 64);
    int changed = 0;
    for (std::uint64_t i = 0; i < trials; ++i) {
      RandomBits one = RandomBits::stream(i, 3 * i);
      RandomBits other = RandomBits::stream(i ^ in_seed, (3 * i) ^ in_index);
      for (int draw = 0; draw < 4; ++draw) changed += std::popcount(one.next() ^ other.next());
    }
    // 65536 fair bits: standard deviation 128, six of them to each side.
    CHECK(std::abs(changed - trials * 4 * 32) < 6 * 128);
  }
}
