// What the tests of the readable exports share.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "isthmus/proof/read.hpp"
#include "isthmus/proof/write.hpp"
#include "proof/random_certificate.hpp"
#include "support/small_certificates.hpp"

namespace isthmus::test {

inline std::filesystem::path source_path(const std::string& name) {
  return std::filesystem::path(ISTHMUS_SOURCE_DIR) / "tests" / name;
}

inline std::string file_content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Compares with tests/proof/golden/NAME; ISTHMUS_UPDATE_GOLDEN=1 writes it instead.
inline void check_golden(const std::string& name, const std::string& seen) {
  const std::filesystem::path path = source_path("proof/golden/" + name);
  if (std::getenv("ISTHMUS_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << seen;
  const std::string expected = file_content(path);
  CHECK_FALSE(expected.empty());
  CHECK_MESSAGE(seen == expected, name);
}

/// The valid certificates of tests/certificates, those written by hand, and `random` random ones
/// that obey the grammar but prove nothing: exports must cope with them too.
inline std::vector<Certificate> sample_certificates(std::size_t random) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("certificates"))) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  REQUIRE(files.size() >= 20);
  std::vector<Certificate> samples = {locked_chain(), empty_chain(), floating_leaf()};
  for (const auto& file : files) samples.push_back(read_certificate(file_content(file)));
  for (std::size_t seed = 0; seed < random; ++seed) {
    samples.push_back(RandomCertificate(seed).make());
  }
  return samples;
}

/// "L1", "L2", …: the marks of the steps that every readable proof names.
inline std::vector<std::string> step_marks(const Certificate& it) {
  std::vector<std::string> marks;
  const auto number = [&](char letter, std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) marks.push_back(letter + std::to_string(i));
  };
  number('L', it.locks.size());
  number('W', it.weak.size());
  number('D', it.strata.size());
  if (it.base) number('F', it.free.size());
  if (it.interior) number('R', it.regular_free.size());
  return marks;
}

/// A chain of `count` locks, ⏚ → v0 → v1 → … → ⏚ with c = 1 at each node but a bound for each edge.
inline Certificate long_chain(std::uint32_t count) {
  std::vector<Arc> arcs = {arc(count, 0)};
  for (std::uint32_t v = 0; v < count; ++v) arcs.push_back(arc(v, v + 1));
  Certificate it(BalanceNetwork(count, arcs));
  it.balance = Balance(count, Rational(1));
  it.claims = {{ClaimKind::components, count}};
  it.base.emplace();
  for (std::uint32_t e = 0; e < count; ++e) {
    it.base->emplace_back(EdgeId{e}, Rational(count - e));
    const std::uint32_t edge = count - 1 - e;
    std::vector<EdgeId> uses;
    if (e > 0) uses.push_back(EdgeId{edge + 1});
    it.locks.push_back({EdgeId{edge}, CutKind::in, {NodeId{edge}}, uses, Rational(e + 1)});
  }
  return it;
}

}  // namespace isthmus::test
