// Certificates of the classified patterns, from the engine.
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/layer_support.hpp"

namespace isthmus::test {

struct CertifiedPattern {
  LayerSupports layers;
  bool closed = false;  ///< what tests/cases/patterns.json says
  std::string text;     ///< its certificate
};

/// The certificate of what the engine decides; "" if it does not.
std::string certify(const LayerSupports& layers);

/// All that the engine decides; made once.
const std::vector<CertifiedPattern>& certified_patterns();

/// Whether a pattern is closed: looked up in tests/cases/patterns.json by its class, or else
/// decided by the engine.
bool is_closed(const LayerSupports& layers);

}  // namespace isthmus::test
