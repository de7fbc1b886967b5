#include "sampling/chunks.hpp"

#include "isthmus/exact/parse.hpp"
#include "isthmus/parallel/bytes.hpp"
#include "parallel/digest.hpp"

namespace isthmus::sampling {
namespace {

constexpr std::uint64_t weights_a_chunk = 1 << 20;
constexpr std::uint64_t draws_a_chunk = 256;
constexpr std::uint64_t most_chunks = 1 << 16;
constexpr std::uint64_t most_numbers = 1 << 25;  // in the counts of all chunks together

std::uint64_t divided_up(std::uint64_t a, std::uint64_t b) { return (a + b - 1) / b; }

}  // namespace

Chunks::Chunks(std::uint64_t weights, std::uint64_t counts, std::uint64_t draws) : draws_(draws) {
  const std::uint64_t wanted =
      std::clamp<std::uint64_t>(weights_a_chunk / (weights + 1), 1, draws_a_chunk);
  const std::uint64_t chunks =
      std::clamp<std::uint64_t>(most_numbers / (counts + 8), 1, most_chunks);
  size_ = std::max(wanted, divided_up(draws, chunks));
}

std::string identity(const Network& network, const SampleOptions& options) {
  std::string bytes;
  for (const Node& node : network.nodes) {
    append_number(bytes, static_cast<std::uint64_t>(node.role) * 2 + (node.bias ? 1 : 0));
  }
  for (const Edge& edge : network.edges) {
    append_number(bytes, edge.from);
    append_number(bytes, edge.to);
    append_number(bytes, edge.multiplicity);
    append_text(bytes, edge.fixed ? to_text(edge.weights.front()) : "");
  }
  return identity("network " + std::to_string(digest(bytes)), options);
}

std::string identity(const std::string& subject, const SampleOptions& options) {
  return "sample; " + subject + "; " + scheme_name(options.scheme) + "; binary" +
         (options.precision == Precision::binary32 ? "32" : "64") + "; seed " +
         std::to_string(options.seed) + "; draws " + std::to_string(options.draws);
}

}  // namespace isthmus::sampling
