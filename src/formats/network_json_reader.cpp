// Reading network files.
//
// Keys may come in any order, so what an edge or a balance refers to may follow it, and so may the
// key "numbers" that says how to read the numbers. Hence two phases: one pass over the file that
// numbers the names and keeps every number exactly as written, remembering which of them were
// JSON numbers; then names become node positions and, if asked for, those numbers are rounded.
#include <array>
#include <charconv>
#include <istream>
#include <limits>
#include <sstream>
#include <utility>

#include "formats/activation_members.hpp"
#include "formats/json_reader.hpp"
#include "formats/name_table.hpp"
#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/network_json.hpp"
#include "network/json_path.hpp"

namespace isthmus {
namespace {

constexpr std::string_view format_name = "isthmus-network";
constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

enum class Rounding { none, binary32, binary64 };

namespace top {
enum Key { format, version, name, numbers, nodes, edges, balance };
constexpr std::array<std::string_view, 7> keys = {"format", "version", "name",   "numbers",
                                                  "nodes",  "edges",   "balance"};
}  // namespace top

namespace node {
enum Key { id, role, bias, activation, negative_slope };
constexpr std::array<std::string_view, 5> keys = {"id", "role", "bias", "activation",
                                                  "negative_slope"};
}  // namespace node

namespace edge {
enum Key { from, to, id, weight, weights, norm_squared, multiplicity, fixed };
constexpr std::array<std::string_view, 8> keys = {
    "from", "to", "id", "weight", "weights", "norm_squared", "multiplicity", "fixed"};
}  // namespace edge

std::string edge_path(std::size_t e) { return "$.edges[" + std::to_string(e) + "]"; }

Rational rounded(const Rational& q, Rounding rounding) {
  return rounding == Rounding::binary32 ? from_binary32(to_binary32(q))
                                        : from_binary64(to_binary64(q));
}

class NetworkReader {
 public:
  NetworkReader(std::istream& in, const JsonLimits& limits) : json_(in, limits.bytes) {}

  Network read() {
    read_file();
    resolve_edges();
    resolve_balance();
    if (rounding_ != Rounding::none) round_numbers();
    validate(network_);
    return std::move(network_);
  }

 private:
  // The pass over the file; Network::edges hold numbers of names instead of node positions.
  void read_file();
  void read_member(std::size_t key);
  void read_format();
  void read_version();
  void read_rounding();
  void read_node();
  void read_edge();
  void read_edge_member(std::size_t key, Edge& edge);
  void read_weights(Edge& edge);
  void read_balance();
  void read_node_member(std::size_t key, Node& item);
  Role read_role();
  std::uint32_t read_name();
  std::uint64_t read_multiplicity();
  Rational read_number(std::vector<bool>& is_literal);

  // What waits until all is read.
  std::uint32_t position(std::uint32_t name, const std::string& path) const;
  void resolve_edges();
  void resolve_balance();
  void round_numbers();
  void round_edges();
  template <class Path>
  void round_literal(Rational& q, bool is_literal, const Path& path) const;

  JsonReader json_;
  Network network_;
  Rounding rounding_ = Rounding::none;
  NameTable names_;
  std::vector<std::uint32_t> position_of_;  ///< by number of the name
  std::vector<std::pair<std::uint32_t, Rational>> balance_;
  std::vector<bool> in_balance_;  ///< by number of the name
  bool has_balance_ = false;
  // One flag for each number read: was it a JSON number? In file order; an edge has either weights
  // or a norm, so that order is the order of the edges and within them.
  std::vector<bool> slope_literals_, edge_literals_, balance_literals_;
  std::vector<std::size_t> leaky_;  ///< the nodes with a slope of their own, in file order
  ActivationMembers activation_;    ///< of the node that is read
  std::string scratch_;
};

void NetworkReader::read_file() {
  KnownKeys keys(top::keys);
  json_.begin_object();
  for (std::size_t key = 0; keys.next(json_, key);) read_member(key);
  json_.finish();
  for (const std::size_t key : {top::format, top::version, top::nodes, top::edges}) {
    keys.require(json_, key);
  }
}

void NetworkReader::read_member(std::size_t key) {
  switch (key) {
    case top::format:
      return read_format();
    case top::version:
      return read_version();
    case top::name:
      return json_.read_string(network_.name);
    case top::numbers:
      return read_rounding();
    case top::nodes:
      json_.begin_array();
      while (json_.next_item()) read_node();
      return;
    case top::edges:
      json_.begin_array();
      while (json_.next_item()) read_edge();
      return;
    default:
      return read_balance();
  }
}

void NetworkReader::read_format() {
  json_.read_string(scratch_);
  if (scratch_ == format_name) return;
  json_.fail("the format " + isthmus::quoted(scratch_) + " is not a network",
             "give a file whose format is \"isthmus-network\"");
}

void NetworkReader::read_version() {
  const NumberText version = json_.read_number();
  if (version.is_literal && version.text == "1") return;
  json_.fail("version " + quoted(version.text) + " is not known", "this program reads version 1");
}

void NetworkReader::read_rounding() {
  json_.read_string(scratch_);
  if (scratch_ == "binary32") {
    rounding_ = Rounding::binary32;
  } else if (scratch_ == "binary64") {
    rounding_ = Rounding::binary64;
  } else {
    json_.fail(isthmus::quoted(scratch_) + " is not a kind of numbers",
               "write \"binary32\" or \"binary64\", or leave the key out to read exactly");
  }
}

void NetworkReader::read_node() {
  Node item;
  std::uint32_t name = 0;
  activation_ = {};
  KnownKeys keys(node::keys);
  json_.begin_object();
  for (std::size_t key = 0; keys.next(json_, key);) {
    if (key == node::id) {
      name = read_name();
    } else {
      read_node_member(key, item);
    }
  }
  keys.require(json_, node::id);
  keys.require(json_, node::role);
  item.activation = activation_.read(json_, item.role);
  item.id = names_.name(name);
  // The first node of a name counts; `validate` complains about the second.
  position_of_.resize(names_.size(), nowhere);
  if (position_of_[name] == nowhere) {
    position_of_[name] = static_cast<std::uint32_t>(network_.nodes.size());
  }
  network_.nodes.push_back(std::move(item));
}

void NetworkReader::read_node_member(std::size_t key, Node& item) {
  switch (key) {
    case node::role:
      item.role = read_role();
      return;
    case node::bias:
      item.bias = json_.read_boolean();
      return;
    case node::activation:
      return activation_.read_name(json_);
    default:
      activation_.slope = read_number(slope_literals_);
      leaky_.push_back(network_.nodes.size());
  }
}

Role NetworkReader::read_role() {
  json_.read_string(scratch_);
  if (scratch_ == "input") return Role::input;
  if (scratch_ == "hidden") return Role::hidden;
  if (scratch_ == "output") return Role::output;
  json_.fail(isthmus::quoted(scratch_) + " is not a role",
             "write \"input\", \"hidden\" or \"output\"");
}

std::uint32_t NetworkReader::read_name() {
  json_.read_string(scratch_);
  return names_.number(scratch_);
}

void NetworkReader::read_edge() {
  Edge item;
  KnownKeys keys(edge::keys);
  json_.begin_object();
  for (std::size_t key = 0; keys.next(json_, key);) read_edge_member(key, item);
  keys.require(json_, edge::from);
  keys.require(json_, edge::to);
  if (keys.seen(edge::weight) + keys.seen(edge::weights) + keys.seen(edge::norm_squared) > 1) {
    json_.fail("more than one of \"weight\", \"weights\" and \"norm_squared\"", "give one of them");
  }
  network_.edges.push_back(std::move(item));
}

void NetworkReader::read_edge_member(std::size_t key, Edge& item) {
  switch (key) {
    case edge::from:
      item.from = read_name();
      return;
    case edge::to:
      item.to = read_name();
      return;
    case edge::id:
      json_.read_string(item.id);
      if (item.id.empty()) json_.fail("the id is empty", "leave it out to use the default name");
      return;
    case edge::weight:
      item.weights.push_back(read_number(edge_literals_));
      return;
    case edge::weights:
      return read_weights(item);
    case edge::norm_squared:
      item.norm_squared = read_number(edge_literals_);
      return;
    case edge::multiplicity:
      item.multiplicity = read_multiplicity();
      return;
    default:
      item.fixed = json_.read_boolean();
  }
}

void NetworkReader::read_weights(Edge& item) {
  const std::size_t before = item.weights.size();
  json_.begin_array();
  while (json_.next_item()) item.weights.push_back(read_number(edge_literals_));
  if (item.weights.size() == before) json_.fail("no weights", "give one for each parallel edge");
}

std::uint64_t NetworkReader::read_multiplicity() {
  const NumberText number = json_.read_number();
  const char* const last = number.text.data() + number.text.size();
  std::uint64_t value = 0;
  const auto read = std::from_chars(number.text.data(), last, value);
  if (number.is_literal && read.ec == std::errc() && read.ptr == last && value > 0) return value;
  json_.fail(quoted(number.text) + " is not a multiplicity",
             "write a whole number from 1 without quotes, fraction or exponent");
}

void NetworkReader::read_balance() {
  has_balance_ = true;
  json_.begin_object();
  for (std::string key; json_.next_key(key);) {
    const std::uint32_t name = names_.number(key);
    in_balance_.resize(names_.size());
    if (in_balance_[name]) json_.fail("the key is given twice", "leave one of them out");
    in_balance_[name] = true;
    balance_.emplace_back(name, read_number(balance_literals_));
  }
}

Rational NetworkReader::read_number(std::vector<bool>& is_literal) {
  const NumberText number = json_.read_number();
  is_literal.push_back(number.is_literal);
  try {
    return parse_rational(number.text);
  } catch (const Error& error) {
    throw error.at(json_.path());
  }
}

std::uint32_t NetworkReader::position(std::uint32_t name, const std::string& path) const {
  if (name < position_of_.size() && position_of_[name] != nowhere) return position_of_[name];
  throw input_error("there is no node " + quoted(names_.name(name)),
                    "use the id of one of the nodes")
      .at(path);
}

void NetworkReader::resolve_edges() {
  position_of_.resize(names_.size(), nowhere);
  for (std::size_t e = 0; e < network_.edges.size(); ++e) {
    Edge& item = network_.edges[e];
    for (const auto& [key, end] : {std::pair{".from", &item.from}, std::pair{".to", &item.to}}) {
      const std::uint32_t at = position_of_[*end];
      *end = at != nowhere ? at : position(*end, edge_path(e) + key);
    }
  }
}

void NetworkReader::resolve_balance() {
  if (!has_balance_) return;
  network_.balance.resize(network_.nodes.size());
  for (std::size_t i = 0; i < balance_.size(); ++i) {
    auto& [name, value] = balance_[i];
    const std::string path = "$.balance" + path_step(names_.name(name));
    round_literal(value, balance_literals_[i], [&] { return path; });
    network_.balance[position(name, path)] = std::move(value);
  }
}

void NetworkReader::round_numbers() {
  for (std::size_t i = 0; i < leaky_.size(); ++i) {
    const std::size_t v = leaky_[i];
    round_literal(network_.nodes[v].activation.negative_slope, slope_literals_[i],
                  [&] { return "$.nodes[" + std::to_string(v) + "].negative_slope"; });
  }
  round_edges();
}

void NetworkReader::round_edges() {
  std::size_t next_flag = 0;
  for (std::size_t e = 0; e < network_.edges.size(); ++e) {
    Edge& item = network_.edges[e];
    const bool single = item.weights.size() == 1;
    for (std::size_t i = 0; i < item.weights.size(); ++i) {
      round_literal(item.weights[i], edge_literals_[next_flag++], [&] {
        return edge_path(e) + (single ? ".weight" : ".weights[" + std::to_string(i) + "]");
      });
    }
    if (!item.norm_squared) continue;
    round_literal(*item.norm_squared, edge_literals_[next_flag++],
                  [&] { return edge_path(e) + ".norm_squared"; });
  }
}

/// `path` is called only to name the culprit.
template <class Path>
void NetworkReader::round_literal(Rational& q, bool is_literal, const Path& path) const {
  if (!is_literal || rounding_ == Rounding::none) return;
  try {
    q = rounded(q, rounding_);
  } catch (const Error& error) {
    throw error.at(path());
  }
}

}  // namespace

Network read_network_json(std::istream& in, const std::string& file, const JsonLimits& limits) {
  try {
    return NetworkReader(in, limits).read();
  } catch (const Error& error) {
    throw error.in_file(file);
  }
}

Network network_from_json(const std::string& text, const std::string& file) {
  std::istringstream in(text);
  return read_network_json(in, file);
}

}  // namespace isthmus
