// Work spread over classes. A class takes from microseconds (it reduces to nothing) to seconds (a
// long search), so an item is a stretch of classes, short enough that no thread waits long.
#include "isthmus/report/pattern_atlas.hpp"

#include <algorithm>

#include "isthmus/parallel/bytes.hpp"
#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/report/closed.hpp"

namespace isthmus {
namespace {

constexpr std::size_t stretch = 16;

std::string bytes_of(const LayerSupports& layers, const DecideOptions& options) {
  const ClosedReport report{"", layers, decide(layers, options), {}};
  std::string bytes;
  append_number(bytes, static_cast<std::uint64_t>(report.decision.verdict));
  append_number(bytes, report.decision.rules.size());
  for (const std::string& rule : report.decision.rules) append_text(bytes, rule);
  append_text(bytes, closed_certificate(report));
  return bytes;
}

AtlasEntry entry_from(BytesReader& bytes, LayerSupports layers) {
  AtlasEntry entry;
  entry.layers = std::move(layers);
  entry.verdict = static_cast<Closedness>(bytes.number());
  for (std::uint64_t left = bytes.number(); left > 0; --left) entry.rules.push_back(bytes.text());
  entry.certificate = bytes.text();
  return entry;
}

}  // namespace

PatternAtlas pattern_atlas(std::size_t outputs, std::size_t hidden, std::size_t inputs,
                           const DecideOptions& options, const FarmOptions& farm_options) {
  const std::vector<PatternState> classes = enumerate_classes(outputs, hidden, inputs);
  const auto layers = [&](std::size_t i) { return layers_of(classes[i], inputs); };
  const auto end = [&](std::size_t item) { return std::min(classes.size(), (item + 1) * stretch); };
  const FarmResult result = farm((classes.size() + stretch - 1) / stretch,
                                 [&](std::size_t item) {
                                   std::string bytes;
                                   for (std::size_t i = item * stretch; i < end(item); ++i) {
                                     bytes += bytes_of(layers(i), options);
                                   }
                                   return bytes;
                                 },
                                 farm_options);
  PatternAtlas atlas{outputs, hidden, inputs, classes.size(), {}};
  for (std::size_t item = 0; item < result.items.size(); ++item) {
    if (!result.items[item]) continue;
    BytesReader bytes(*result.items[item]);
    for (std::size_t i = item * stretch; i < end(item); ++i) {
      atlas.entries.push_back(entry_from(bytes, layers(i)));
    }
  }
  return atlas;
}

}  // namespace isthmus
