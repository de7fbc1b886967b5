// Architecture strings: networks short enough for a shell.
#pragma once

#include <string>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// True when `text` starts with a scheme this file knows ("mlp:" or "dag:").
[[nodiscard]] bool is_architecture(const std::string& text);

/// The network of an architecture string, without weights or balance.
///  - "mlp:784-128-10": dense layers; nodes x1…, h1_1…, h2_1…, y1… (h1… with one hidden layer);
///    "+bias" adds one node "one" with an edge to every hidden and output node. Edges by layer,
///    then target, then source, the bias last.
///  - "dag:x>h,x>k,h>y": sources are inputs, sinks outputs, the rest hidden, nodes in order of
///    first appearance; "x>h>y" is short for "x>h,h>y"; a repeated edge is a parallel edge.
/// Throws Error (bad_input) for anything else and Error (limit_reached) beyond 10^8 edges.
[[nodiscard]] Network parse_architecture(const std::string& text);

}  // namespace isthmus
