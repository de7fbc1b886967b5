// What is appended is read back bit for bit; what is cut off anywhere is refused.
#include "isthmus/parallel/bytes.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

std::string example() {
  std::string bytes;
  append_number(bytes, 0x0123456789abcdef);
  append_text(bytes, std::string("a\0b", 3));
  append_double(bytes, -0.0);
  return bytes;
}

bool is_example(std::string_view bytes) {
  BytesReader reader(bytes);
  const std::uint64_t number = reader.number();
  const std::string text = reader.text();
  const bool negative = std::signbit(reader.real());
  reader.expect_end();
  return number == 0x0123456789abcdef && text == std::string("a\0b", 3) && negative;
}

}  // namespace

TEST_CASE("what was appended is read back") { CHECK(is_example(example())); }

TEST_CASE("the bytes are the same on every machine") {
  std::string bytes;
  append_number(bytes, 258);
  append_double(bytes, 1.0);
  append_text(bytes, "x");
  CHECK(bytes == std::string("\x02\x01\0\0\0\0\0\0"
                             "\0\0\0\0\0\0\xf0\x3f"
                             "\x01\0\0\0\0\0\0\0x",
                             25));
}

TEST_CASE("doubles keep every bit") {
  for (const std::uint64_t bits :
       {std::uint64_t{1}, std::uint64_t{0x7ff0000000000000}, std::uint64_t{0x7ff8000000000123},
        std::uint64_t{0x8000000000000000}, std::uint64_t{0x3fb999999999999a}}) {
    std::string bytes;
    append_double(bytes, std::bit_cast<double>(bits));
    CHECK(std::bit_cast<std::uint64_t>(BytesReader(bytes).real()) == bits);
  }
}

TEST_CASE("every truncation and every extension is refused") {
  const std::string bytes = example();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CHECK_THROWS_AS(static_cast<void>(is_example(std::string_view(bytes).substr(0, length))),
                    Error);
  }
  CHECK_THROWS_AS(static_cast<void>(is_example(bytes + "x")), Error);
}

TEST_CASE("a huge length is refused before anything is allocated") {
  std::string bytes;
  append_number(bytes, std::numeric_limits<std::uint64_t>::max());
  bytes += "abc";
  CHECK_THROWS_AS(static_cast<void>(BytesReader(bytes).text()), Error);
}
