// All patterns of given sizes up to symmetry, each with its verdict (docs/atlas.md).
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// One class of patterns.
struct AtlasEntry {
  LayerSupports layers;  ///< a representative
  Closedness verdict = Closedness::undecided;
  std::vector<std::string> rules;
  std::string certificate;  ///< empty if undecided
};

struct PatternAtlas {
  std::size_t outputs = 0, hidden = 0, inputs = 0;
  std::size_t classes = 0;          ///< in all
  std::vector<AtlasEntry> entries;  ///< fewer if the deadline came first: those that were finished
};

/// Decides every class of two factors (enumerate_classes) with the same options, spread over
/// threads and ranks; the same result for any number of them. Throws as enumerate_classes.
[[nodiscard]] PatternAtlas pattern_atlas(std::size_t outputs, std::size_t hidden,
                                         std::size_t inputs, const DecideOptions& options,
                                         const FarmOptions& farm);

/// Counts by verdict and by the theorem that ended the proof.
void write_text(std::ostream& out, const PatternAtlas& atlas, const TextStyle& style = {});
/// Format "isthmus-atlas" version 1: every class with its certificate.
void write_json(std::ostream& out, const PatternAtlas& atlas);
/// One class a line: layers, verdict, rules, certificate.
void write_csv(std::ostream& out, const PatternAtlas& atlas);

}  // namespace isthmus
