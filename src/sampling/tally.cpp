#include "sampling/tally.hpp"

#include "isthmus/parallel/bytes.hpp"

namespace isthmus::sampling {
namespace {

void add_all(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

void append_all(std::string& bytes, const std::vector<std::uint64_t>& numbers) {
  for (const std::uint64_t number : numbers) append_number(bytes, number);
}

void read_all(BytesReader& reader, std::vector<std::uint64_t>& numbers) {
  for (std::uint64_t& number : numbers) number = reader.number();
}

}  // namespace

void Tally::count(std::uint64_t locked, std::uint64_t draw) {
  const auto [bin, is_new] = bins.try_emplace(locked, Bin{0, draw});
  ++bin->second.draws;
}

void Tally::add(const Tally& later) {
  for (const auto& [locked, bin] : later.bins) {
    const auto [mine, is_new] = bins.try_emplace(locked, bin);
    if (!is_new) mine->second.draws += bin.draws;
  }
  add_all(weights, later.weights);
  add_all(nodes_in, later.nodes_in);
  add_all(nodes_out, later.nodes_out);
  add_all(outputs, later.outputs);
}

std::string to_bytes(const Tally& tally) {
  std::string bytes;
  append_number(bytes, tally.bins.size());
  for (const auto& [locked, bin] : tally.bins) append_all(bytes, {locked, bin.draws, bin.first});
  append_all(bytes, tally.weights);
  append_all(bytes, tally.nodes_in);
  append_all(bytes, tally.nodes_out);
  append_all(bytes, tally.outputs);
  return bytes;
}

Tally from_bytes(const std::string& bytes, const Tally& shape) {
  Tally tally(shape.weights.size(), shape.nodes_in.size(), shape.outputs.size());
  BytesReader reader(bytes);
  for (std::uint64_t left = reader.number(); left > 0; --left) {
    const std::uint64_t locked = reader.number();
    const std::uint64_t draws = reader.number();
    tally.bins[locked] = {draws, reader.number()};
  }
  read_all(reader, tally.weights);
  read_all(reader, tally.nodes_in);
  read_all(reader, tally.nodes_out);
  read_all(reader, tally.outputs);
  reader.expect_end();
  return tally;
}

}  // namespace isthmus::sampling
