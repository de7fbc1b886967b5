#include "topology/chamber_bytes.hpp"

#include "isthmus/parallel/bytes.hpp"

namespace isthmus::topology {
namespace {

// A number that may be missing: itself plus 1, or 0.
void append_optional(std::string& bytes, const std::optional<std::size_t>& number) {
  append_number(bytes, number ? *number + 1 : 0);
}

std::optional<std::size_t> read_optional(BytesReader& reader) {
  const std::uint64_t number = reader.number();
  if (number == 0) return std::nullopt;
  return number - 1;
}

}  // namespace

std::string facts_as_bytes(const Chamber& chamber) {
  std::string bytes;
  append_number(bytes, chamber.locked.size());
  for (const EdgeId e : chamber.locked) append_number(bytes, e.value);
  append_optional(bytes, chamber.regular_log2);
  append_text(bytes, chamber.effective_at_least.str());
  append_text(bytes, chamber.effective_at_most.str());
  append_text(bytes, chamber.homology ? as_bytes(*chamber.homology) : "");
  append_text(bytes, chamber.reason);
  return bytes;
}

void read_facts(const std::string& bytes, Chamber& chamber) {
  BytesReader reader(bytes);
  for (std::uint64_t left = reader.number(); left > 0; --left) {
    chamber.locked.push_back(EdgeId{static_cast<std::uint32_t>(reader.number())});
  }
  chamber.regular_log2 = read_optional(reader);
  chamber.effective_at_least = integer_from_text(reader.text());
  chamber.effective_at_most = integer_from_text(reader.text());
  const std::string homology = reader.text();
  if (!homology.empty()) chamber.homology = homology_from_bytes(homology);
  chamber.reason = reader.text();
  reader.expect_end();
}

}  // namespace isthmus::topology
