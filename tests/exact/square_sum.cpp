// Exact sums of squares against fractions added one by one.
#include "isthmus/exact/square_sum.hpp"

#include <doctest/doctest.h>

#include <cfenv>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "isthmus/exact/binary.hpp"

using namespace isthmus;

namespace {

constexpr NumberType types[] = {NumberType::binary16, NumberType::bfloat16, NumberType::binary32,
                                NumberType::binary64};

/// Numbers of one type in memory, at an odd address.
struct Run {
  NumberType type;
  std::vector<std::byte> bytes;
  std::uint64_t count;

  [[nodiscard]] const std::byte* at(std::uint64_t i) const {
    return bytes.data() + 1 + i * byte_size(type);
  }
  [[nodiscard]] double number(std::uint64_t i) const { return load_number(at(i), type); }
};

Run random_bits(NumberType type, std::uint64_t count, std::mt19937_64& random) {
  Run run{type, std::vector<std::byte>(1 + count * byte_size(type)), count};
  for (std::byte& byte : run.bytes) byte = static_cast<std::byte>(random());
  return run;
}

/// Numbers like trained weights, of which every so often one is 0 or tiny.
Run random_weights(NumberType type, std::uint64_t count, std::mt19937_64& random) {
  Run run{type, std::vector<std::byte>(1 + count * byte_size(type)), count};
  std::normal_distribution<double> normal(0, 0.05);
  for (std::uint64_t i = 0; i < count; ++i) {
    const double exact =
        random() % 50 == 0 ? 0 : std::ldexp(normal(random), random() % 40 == 0 ? -9 : 0);
    // Halves of a narrow type: cut off what it cannot hold.
    const double cut = type == NumberType::binary16 ? std::trunc(exact * 1024) / 1024 : exact;
    store_number(run.bytes.data() + 1 + i * byte_size(type), type, cut);
  }
  return run;
}

template <NumberType widest>
void check_equal(const Run& run, std::uint64_t stride) {
  Rational expected = 0;
  std::uint64_t odd_ones = 0;
  const std::uint64_t count = (run.count + stride - 1) / stride;
  for (std::uint64_t i = 0; i < count; ++i) {
    const double x = run.number(i * stride);
    if (!std::isfinite(x)) {
      ++odd_ones;
    } else {
      const Rational exact = from_binary64(x);
      expected += exact * exact;
    }
  }
  SquareSum<widest> whole, parts;
  whole.add_run(run.at(0), run.type, count, stride);
  CHECK(whole.value() == expected);
  CHECK(whole.non_finite() == odd_ones);
  for (std::uint64_t i = 0, piece = 1; i < count; i += piece, piece = piece * 3 + 1) {
    SquareSum<widest> part;
    piece = std::min(piece, count - i);
    part.add_run(run.at(i * stride), run.type, piece, stride);
    parts.merge(part);
  }
  CHECK(parts.value() == expected);
  parts.subtract(whole);
  CHECK(parts.sign() == 0);
  parts.subtract(whole);
  CHECK(parts.value() == -expected);
  CHECK(parts.sign() == -sign_of(expected));
}

/// Two blocks of `large`, with `small` in between.
template <class Sum>
void check_block(NumberType type, double large, double small) {
  constexpr std::uint64_t count = 8192;
  Run run{type, std::vector<std::byte>(1 + byte_size(type) * count), count};
  Rational expected = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    store_number(run.bytes.data() + 1 + byte_size(type) * i, type, i % 64 == 7 ? small : large);
    const Rational stored = from_binary64(run.number(i));
    expected += stored * stored;
  }
  Sum sum;
  sum.add_run(run.at(0), type, count);
  CHECK(sum.value() == expected);
}

}  // namespace

TEST_CASE("sums over random bit patterns of every type are exact, however they are split") {
  std::mt19937_64 random(1);
  for (const NumberType type : types) {
    CAPTURE(type_name(type));
    for (const std::uint64_t count : {0, 1, 31, 32, 33, 100, 1000}) {
      for (const std::uint64_t stride : {1, 3}) {
        const Run run = random_bits(type, count, random);
        check_equal<NumberType::binary64>(run, stride);
        if (type != NumberType::binary64) check_equal<NumberType::binary32>(run, stride);
      }
    }
  }
}

TEST_CASE("sums over weights of ordinary size are exact in runs longer than a block") {
  std::mt19937_64 random(2);
  for (const NumberType type : types) {
    CAPTURE(type_name(type));
    const Run run = random_weights(type, 10'000, random);
    check_equal<NumberType::binary64>(run, 1);
    if (type != NumberType::binary64) check_equal<NumberType::binary32>(run, 2);
  }
}

TEST_CASE("a block may hold 4096 of the largest squares, and small ones beside them") {
  for (const float large : {std::numeric_limits<float>::max(), 1.0F, 0x1p-120F, 0x1.fffffep3F}) {
    for (int gap : {0, 19, 20, 21, 35, 36, 37, 38, 60, 126}) {
      check_block<ShortSquareSum>(NumberType::binary32, large, std::ldexp(large, -gap));
    }
  }
  for (const double large : {1.0, 0x1.fffffffffffffp5, 0x1.5555555555555p399, 0x1p-380,
                             0x1.0000003ffffffp0, 0x1.0000004p0, 0x1p500}) {
    for (int gap : {0, 7, 26, 27, 28, 29, 53, 54, 100, 300}) {
      check_block<LongSquareSum>(NumberType::binary64, large, std::ldexp(large, -gap));
    }
  }
}

TEST_CASE("blocks of numbers just below the bound of their window") {
  std::mt19937_64 random(4);
  for (const NumberType type : {NumberType::binary32, NumberType::binary64}) {
    Run run{type, std::vector<std::byte>(1 + byte_size(type) * 8192), 8192};
    for (std::uint64_t i = 0; i < run.count; ++i) {
      const double x = 2 - std::ldexp(static_cast<double>(random() >> 12U), -56);
      store_number(run.bytes.data() + 1 + byte_size(type) * i, type, x);
    }
    check_equal<NumberType::binary64>(run, 1);
  }
}

TEST_CASE("extremes: least subnormals, largest numbers, what nearly cancels") {
  LongSquareSum sum;
  const double least = std::numeric_limits<double>::denorm_min();
  const double most = std::numeric_limits<double>::max();
  sum.add(most);
  sum.add(least);
  sum.subtract(most);
  CHECK(sum.value() == from_binary64(least) * from_binary64(least));
  sum.subtract(least);
  CHECK(sum.sign() == 0);
  sum.subtract(least);
  CHECK(sum.sign() == -1);
  CHECK(sum.value() == -from_binary64(least) * from_binary64(least));
  sum.add(std::nan(""));
  sum.subtract(HUGE_VAL);
  CHECK(sum.non_finite() == 2);

  ShortSquareSum narrow;
  const float tiny = std::numeric_limits<float>::denorm_min();
  narrow.subtract(tiny);
  narrow.add(std::numeric_limits<float>::max());
  const Rational top = from_binary32(std::numeric_limits<float>::max());
  CHECK(narrow.value() == top * top - from_binary32(tiny) * from_binary32(tiny));
}

TEST_CASE("single terms are added as they are") {
  ShortSquareSum sum;
  Rational expected = 0;
  for (const double t : {1.5, -0x1p-298, 0x1.8p255, -0x1p250, 0.0, 0x1.fffffffffffffp-200}) {
    sum.add_term(t);
    expected += from_binary64(t);
    CHECK(sum.value() == expected);
  }
}

TEST_CASE("a caller who rounds otherwise gets the same sum") {
  std::mt19937_64 random(3);
  const Run run = random_weights(NumberType::binary32, 5000, random);
  ShortSquareSum usual, upward;
  usual.add_run(run.at(0), run.type, run.count);
  std::fesetround(FE_UPWARD);
  upward.add_run(run.at(0), run.type, run.count);
  std::fesetround(FE_TONEAREST);
  CHECK(upward.value() == usual.value());
}
