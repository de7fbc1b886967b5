// Homology as bytes, for results that come from another thread, rank or run.
#include "isthmus/error.hpp"
#include "isthmus/parallel/bytes.hpp"
#include "isthmus/topology/homology.hpp"

namespace isthmus {
namespace {

Integer integer(BytesReader& reader) { return integer_from_text(reader.text()); }

}  // namespace

Integer integer_from_text(const std::string& text) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) throw input_error("a saved number is damaged", "delete the checkpoint");
  return Integer(text);
}

std::string as_bytes(const Homology& homology) {
  std::string bytes;
  append_number(bytes, homology.betti.size());
  for (const auto& [degree, rank] : homology.betti) {
    append_number(bytes, degree);
    append_text(bytes, rank.str());
  }
  for (const auto& [degree, groups] : homology.torsion) {
    for (const auto& [order, times] : groups) {
      append_number(bytes, degree);
      append_text(bytes, order.str());
      append_text(bytes, times.str());
    }
  }
  return bytes;
}

Homology homology_from_bytes(const std::string& bytes) {
  BytesReader reader(bytes);
  Homology homology;
  for (std::uint64_t left = reader.number(); left > 0; --left) {
    const std::uint64_t degree = reader.number();
    homology.betti[degree] = integer(reader);
  }
  while (!reader.at_end()) {
    const std::uint64_t degree = reader.number();
    const Integer order = integer(reader);
    homology.torsion[degree][order] = integer(reader);
  }
  return homology;
}

}  // namespace isthmus
