#include "isthmus/version.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace isthmus;

TEST_CASE("the version has three numbers") {
  const std::string text = version();
  CHECK(text.find_first_not_of("0123456789.") == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '.') == 2);
}

TEST_CASE("the libraries are listed in their fixed order") {
  const std::vector<Component> parts = built_in_components();
  REQUIRE(parts.size() == 6);
#ifdef ISTHMUS_NUMBERS_BOOST
  CHECK(parts[0].name == "cpp_int");
  CHECK(parts[0].version.starts_with("Boost 1."));
  for (std::size_t i = 1; i < 5; ++i) CHECK(parts[i].version == "not built in");
#else
  CHECK(parts[0].name == "GMP");
  for (const Component& part : parts) {
    const bool optional =
        (part.name == "bliss" || part.name == "ONNX") && part.version == "not built in";
    CHECK((optional || part.version.find_first_of("0123456789") != std::string::npos));
  }
#endif
  CHECK(parts[1].name == "MPFR");
  CHECK(parts[2].name == "FLINT");
  CHECK(parts[3].name == "Arb");
  CHECK(parts[4].name == "bliss");
  CHECK(parts[5].name == "ONNX");
}
