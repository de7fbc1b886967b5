#include <algorithm>
#include <ostream>
#include <utility>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/sample.hpp"
#include "report/bounds.hpp"
#include "report/names.hpp"
#include "report/page.hpp"
#include "report/sample_values.hpp"

namespace isthmus {
namespace {

std::string interval_text(const Enclosure& e) {
  return "[" + decimal_below(e.lower, 4) + ", " + decimal_above(e.upper, 4) + "]";
}

std::string count_text(Count count, Intervals& intervals) {
  return std::to_string(count.hits) + " of " + std::to_string(count.trials) + ", probability in " +
         interval_text(intervals.of(count));
}

std::string head(const std::string& name, const SampleOptions& options) {
  return printable(name) + ", " + scheme_name(options.scheme) + ", seed " +
         std::to_string(options.seed);
}

class SampleText {
 public:
  SampleText(std::ostream& out, const SampleReport& report, const TextStyle& style)
      : page_(out, style), report_(report), intervals_(report.confidence) {}

  void write() {
    const Sample& sample = report_.sample;
    const std::string title = head(report_.network.name, report_.options);
    page_.headline(title + (sample.weights.empty() ? "" : ": " + counted(sample.draws, "draw")));
    page_.blank();
    if (sample.weights.empty()) {
      page_.paragraph(
          "No weight of this network can be locked, whatever the balance: M(c) is "
          "connected in every draw. Nothing was drawn.");
      return;
    }
    write_histogram();
    write_law();
    write_outputs();
    if (!report_.law) write_lists();  // else all neurons are alike, and the lists only noise
    page_.blank();
    page_.paragraph("Each interval covers the truth with probability at least " +
                    to_decimal(report_.confidence * 100) + " % (Clopper-Pearson).");
  }

 private:
  void write_histogram() {
    const Sample& sample = report_.sample;
    const std::vector<Count> at_least = at_least_counts(sample);
    page_.field("Connected",
                count_text({sample.draws - at_least.front().hits, sample.draws}, intervals_));
    if (const auto connected = connected_closed_form(report_)) {
      page_.field("  closed form", between(*connected, 6));
    }
    if (sample.draws == 0) return;
    page_.field("Locked weights", to_decimal(mean_locked(sample), 4) +
                                      " on average; expectation in " +
                                      interval_text(mean_interval(at_least, report_.confidence)));
    for (const LockedBin& bin : sample.histogram) {
      page_.line(std::to_string(bin.locked) +
                 " locked: " + count_text({bin.draws, sample.draws}, intervals_) +
                 "; first by seed " + std::to_string(bin.first_seed));
    }
  }

  void write_law() {
    if (!report_.law) return;
    Count neurons{0, report_.sample.draws * report_.sample.nodes.size()};
    for (const SampledNode& node : report_.sample.nodes) neurons.hits += node.out;
    page_.field("One neuron",
                "the weight out of it is locked (c < 0): " + count_text(neurons, intervals_));
    if (!report_.law->normal) return;
    page_.field("  closed form", between(negative_probability(*report_.law), 6));
  }

  void write_outputs() {
    for (const SampledOutput& output : report_.sample.outputs) {
      page_.field("Obstruction",
                  "all weights into " + printable(report_.network.nodes[output.node].id) +
                      " locked with one sign: " +
                      count_text({output.one_sign, report_.sample.draws}, intervals_));
    }
    if (!report_.law || !report_.law->normal) return;
    page_.field("  closed form", between(one_sign_probability(*report_.law), 6));
  }

  /// Something that is locked in some draws.
  struct Entry {
    std::string name;
    const char* what;
    std::uint64_t hits;
  };

  void write_lists() {
    const std::vector<std::string> names = edge_names(report_.network);
    std::vector<Entry> weights;
    for (const SampledWeight& weight : report_.sample.weights) {
      weights.push_back({printable(names[weight.edge]), "locked in ", weight.locked});
    }
    write_list("Weights most often locked", std::move(weights));
    std::vector<Entry> nodes;
    for (const SampledNode& node : report_.sample.nodes) {
      const std::string name = printable(report_.network.nodes[node.node].id);
      nodes.push_back({name, "a weight into it: ", node.in});
      nodes.push_back({name, "a weight out of it: ", node.out});
    }
    write_list("Nodes most often at locked weights", std::move(nodes));
  }

  /// The most frequent first; what never happened is not listed.
  void write_list(const std::string& title, std::vector<Entry> entries) {
    std::erase_if(entries, [](const Entry& entry) { return entry.hits == 0; });
    if (entries.empty()) return;
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.hits > b.hits; });
    constexpr std::size_t widest = 24;  // longer names stand out of line
    std::size_t width = 0;
    for (const Entry& e : entries) width = std::max(width, std::min(columns(e.name), widest));
    page_.section(title);
    page_.list(entries, [&](const Entry& entry) {
      page_.line(padded(entry.name, width) + "  " + entry.what +
                 count_text({entry.hits, report_.sample.draws}, intervals_));
    });
  }

  Page page_;
  const SampleReport& report_;
  Intervals intervals_;
};

}  // namespace

void write_text(std::ostream& out, const SampleReport& report, const TextStyle& style) {
  SampleText(out, report, style).write();
}

}  // namespace isthmus
