// Training sets without an optimum and the networks on the way to loss 0, as files and as text.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <vector>

#include "isthmus/pattern/no_optimum.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// CSV: the line "x1,…,xn,y1,…,ym", then input and target of each point, whole numbers or fractions
/// in full.
void write_dataset(std::ostream& out, const NoOptimum& data);

/// The networks at ε = 1, 1/10, …, 10^(1-count).
[[nodiscard]] std::vector<NetworkAt> network_sequence(const NoOptimum& data, std::size_t count);

/// For people: ε, loss and largest weight, a network a line.
void write_text(std::ostream& out, const std::vector<NetworkAt>& sequence,
                const TextStyle& style = {});

/// Format "isthmus-sequence" version 1: every network with all its weights, exactly.
void write_json(std::ostream& out, const std::vector<NetworkAt>& sequence);

}  // namespace isthmus
