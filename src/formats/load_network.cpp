#include <iostream>
#include <istream>

#include "formats/open_file.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/architecture.hpp"

namespace isthmus {
namespace {

/// True when the first byte that is not blank is "{"; leaves the stream there.
bool looks_like_json(std::istream& in) {
  while (in.peek() == ' ' || in.peek() == '\n' || in.peek() == '\t' || in.peek() == '\r') in.get();
  return in.peek() == '{';
}

Network load_file(const std::string& path) {
  std::ifstream in = open_for_reading(path);
  if (path.ends_with(".json")) return read_network_json(in, path);
  if (!looks_like_json(in)) {
    throw input_error("not a known format",
                      "give a network file (.json) or an architecture such as mlp:3-8-1");
  }
  in.seekg(0);
  return read_network_json(in, path);
}

}  // namespace

Network load_network(const std::string& source) {
  if (is_architecture(source)) return parse_architecture(source);
  if (source == "-") return read_network_json(std::cin, source);
  try {
    return load_file(source);
  } catch (const Error& error) {
    throw error.in_file(source);
  }
}

}  // namespace isthmus
