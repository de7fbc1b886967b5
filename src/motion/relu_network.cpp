// Forward and reverse passes through a DAG of neurons.
//
// Problem: small networks of any shape (skips, bundles, fixed edges) on a few hundred samples, many
// thousand times over.
// Idea: units in topological order, the in-edges of each side by side, and the samples of one unit
// contiguous in memory. Then an edge is one multiply-add over all samples, forward, and one more
// with a scalar product, backward; both run at the speed of vector instructions without any
// knowledge of layers.
// Invariant of the backward pass: when a unit is reached, in reverse order, the derivatives by what
// it hands on are complete, since all its out-edges lead to units that came before.
// Rejected: layers as matrices with a BLAS; it is faster for wide layers, but skips and sparse
// patterns are what this engine is about, and a BLAS adds in an order that depends on the machine.
#include "isthmus/motion/relu_network.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "network/topological_order.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_weights = 10'000'000;

double slope_of(const Node& node) {
  if (!node.activation.known) {
    throw usage_error("what node " + quoted(node.id) + " passes on is not known",
                      "state its activation in the file");
  }
  return node.role == Role::hidden ? to_binary64(node.activation.negative_slope) : 1;
}

void add_scaled(std::vector<double>& to, double factor, const std::vector<double>& from) {
  for (std::size_t s = 0; s < to.size(); ++s) to[s] += factor * from[s];
}

/// Four partial sums in a fixed order: fast, and the same on every machine.
double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum[4] = {0, 0, 0, 0};
  const std::size_t whole = a.size() / 4 * 4;
  for (std::size_t s = 0; s < whole; s += 4) {
    for (std::size_t k = 0; k < 4; ++k) sum[k] += a[s + k] * b[s + k];
  }
  for (std::size_t s = whole; s < a.size(); ++s) sum[s - whole] += a[s] * b[s];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void resize(Columns& columns, std::size_t count, std::size_t samples) {
  columns.resize(count);
  for (std::vector<double>& column : columns) column.assign(samples, 0);
}

Error no_weights() {
  return usage_error("training starts at given weights, and this network has none",
                     "give every edge a weight, or add --init SCHEME");
}

Error beyond_binary64(const Network& network, std::size_t e) {
  return input_error("a weight of edge " + isthmus::quoted(edge_names(network)[e]) +
                         " is beyond the range of binary64",
                     "give smaller weights");
}

double rounded_weight(const Network& network, std::size_t e, const Rational& exact) {
  try {
    return to_binary64(exact);
  } catch (const Error&) {
    throw beyond_binary64(network, e);
  }
}

}  // namespace

ReluNetwork::ReluNetwork(const Network& network) {
  const std::vector<std::uint32_t> order = topological_order(network);
  number_units(network, order);
  add_links(network, order);
}

void ReluNetwork::number_units(const Network& network, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> place(order.size());
  units_.resize(order.size() + 1);
  for (std::uint32_t u = 0; u < order.size(); ++u) place[order[u]] = u;
  for (std::uint32_t v = 0; v < order.size(); ++v) {
    const Node& node = network.nodes[v];
    Unit& unit = units_[place[v]];
    unit.negative_slope = slope_of(node);
    if (node.role == Role::output) {
      unit.kind = Kind::output;
      unit.column = static_cast<std::uint32_t>(outputs_.size());
      outputs_.push_back(place[v]);
    } else if (node.role == Role::input) {
      unit.kind = node.bias ? Kind::bias : Kind::input;
      unit.column = static_cast<std::uint32_t>(inputs_.size());
      if (!node.bias) inputs_.push_back(place[v]);
    }
  }
}

void ReluNetwork::add_links(const Network& network, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t u = 0; u < order.size(); ++u) place[order[u]] = u;
  std::vector<std::vector<Link>> into(order.size());
  for (const Edge& edge : network.edges) {
    Link link{place[edge.from], static_cast<std::uint32_t>(weight_count_), 0, 0};
    if (edge.fixed) {
      link.fixed = to_binary64(edge.weights.front());
    } else if (edge.multiplicity > most_weights - weight_count_) {
      throw limit_error("more than 10^7 weights to train", "train a smaller network");
    } else {
      link.count = static_cast<std::uint32_t>(edge.multiplicity);
      weight_count_ += edge.multiplicity;
    }
    into[place[edge.to]].push_back(link);
  }
  for (std::uint32_t u = 0; u < order.size(); ++u) {
    units_[u].first_link = static_cast<std::uint32_t>(links_.size());
    links_.insert(links_.end(), into[u].begin(), into[u].end());
  }
  units_.back().first_link = static_cast<std::uint32_t>(links_.size());
}

double ReluNetwork::factor(const Link& link, std::span<const double> weights) {
  if (link.count == 0) return link.fixed;
  double sum = weights[link.weight];
  for (std::uint32_t i = 1; i < link.count; ++i) sum += weights[link.weight + i];
  return sum;
}

void ReluNetwork::fill_signal(const Unit& unit, const Columns& inputs, Tape& tape,
                              std::size_t u) const {
  std::vector<double>& signal = tape.signal[u];
  switch (unit.kind) {
    case Kind::input:
      signal = inputs[unit.column];
      return;
    case Kind::bias:
      std::fill(signal.begin(), signal.end(), 1.0);
      return;
    case Kind::output:
      signal = tape.sum[u];
      return;
    case Kind::hidden:
      for (std::size_t s = 0; s < signal.size(); ++s) {
        const double z = tape.sum[u][s];
        signal[s] = z > 0 ? z : unit.negative_slope * z;
      }
  }
}

void ReluNetwork::forward(std::span<const double> weights, const Columns& inputs,
                          Tape& tape) const {
  ensure(weights.size() == weight_count_ && inputs.size() == inputs_.size(),
         "one number for each weight, one column for each input");
  tape.samples = inputs.empty() ? tape.samples : inputs.front().size();
  resize(tape.sum, units_.size() - 1, tape.samples);
  resize(tape.signal, units_.size() - 1, tape.samples);
  for (std::size_t u = 0; u + 1 < units_.size(); ++u) {
    for (std::uint32_t i = units_[u].first_link; i < units_[u + 1].first_link; ++i) {
      add_scaled(tape.sum[u], factor(links_[i], weights), tape.signal[links_[i].from]);
    }
    fill_signal(units_[u], inputs, tape, u);
  }
}

Columns ReluNetwork::outputs(const Tape& tape) const {
  Columns columns;
  for (const std::uint32_t u : outputs_) columns.push_back(tape.signal[u]);
  return columns;
}

void ReluNetwork::backward(std::span<const double> weights, Tape& tape,
                           const Columns& output_slopes, std::span<double> gradient) const {
  resize(tape.slope, units_.size() - 1, tape.samples);
  for (std::size_t u = units_.size() - 1; u-- > 0;) {
    const Unit& unit = units_[u];
    std::vector<double>& slope = tape.slope[u];
    if (unit.kind == Kind::output) add_scaled(slope, 1, output_slopes[unit.column]);
    if (unit.kind == Kind::hidden) {
      for (std::size_t s = 0; s < slope.size(); ++s) {
        if (!(tape.sum[u][s] > 0)) slope[s] *= unit.negative_slope;
      }
    }
    for (std::uint32_t i = unit.first_link; i < units_[u + 1].first_link; ++i) {
      const Link& link = links_[i];
      const double by_weight = product(tape.signal[link.from], slope);
      for (std::uint32_t k = 0; k < link.count; ++k) gradient[link.weight + k] += by_weight;
      if (units_[link.from].kind != Kind::input && units_[link.from].kind != Kind::bias) {
        add_scaled(tape.slope[link.from], factor(link, weights), slope);
      }
    }
  }
}

StartWeights start_weights(const Network& network) {
  StartWeights start;
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (edge.fixed) continue;
    if (edge.weights.empty() && !edge.norm_squared) throw no_weights();
    if (edge.weights.size() != edge.multiplicity) {
      throw usage_error(
          "of a bundle only the norm is known: " + isthmus::quoted(edge_names(network)[e]),
          "give its weights, or add --init SCHEME");
    }
    for (const Rational& exact : edge.weights) {
      const double value = rounded_weight(network, e, exact);
      start.values.push_back(value);
      if (from_binary64(value) != exact) ++start.rounded;
    }
  }
  return start;
}

Network with_weights(Network network, std::span<const double> weights) {
  std::size_t next = 0;
  network.balance.clear();
  for (Edge& edge : network.edges) {
    if (edge.fixed) continue;
    edge.norm_squared.reset();
    edge.weights.clear();
    for (std::uint64_t i = 0; i < edge.multiplicity; ++i) {
      edge.weights.push_back(from_binary64(weights[next++]));
    }
  }
  ensure(next == weights.size(), "one number for each trainable weight");
  return network;
}

}  // namespace isthmus
