// The keys of a certificate about a pattern, in their order.
#include "isthmus/proof/pattern_certificate.hpp"

#include <utility>

#include "proof/write_lists.hpp"
#include "proof/write_pattern_steps.hpp"

namespace isthmus {
namespace {

class PatternWriter {
 public:
  explicit PatternWriter(TextBuffer& out) : out_(out) {}

  void write(const PatternCertificate& certificate) {
    out_ << "{\n  \"format\": \"isthmus-certificate\"";
    key("version") << '1';
    key("pattern") << "{\"layers\": ";
    write_list(out_, certificate.layers, [&](const LayerSupport& layer) { write_layer(layer); });
    out_ << '}';
    std::visit(*this, certificate.evidence);
    out_ << "\n}\n";
  }

  void operator()(const ClosedEvidence& evidence) {
    key("claim") << "\"closed\"";
    key("merges");
    write_list(out_, evidence.merges, [&](const LayerMerge& merge) {
      out_ << "{\"layer\": " << std::uint64_t{merge.layer} << ", \"proof\": ";
      write_closed_proof(merge.full, out_);
      out_ << '}';
    });
    key("proof");
    if (evidence.ending == LayerEnding::chain) {
      out_ << "\"chain\"";
    } else if (layers_ - evidence.merges.size() < 2) {
      out_ << "[]";
    } else {
      write_closed_proof(evidence.proof, out_);
    }
  }
  void operator()(const Witness& witness) {
    key("claim") << "\"not-closed\"";
    key("limit");
    write_limit(witness.limit);
    key("factors");
    write_list(out_, witness.factors, [&](const auto& factor) { write_factor(factor); });
    key("split") << std::uint64_t{witness.split};
    key("window");
    write_window(witness.window);
    key("side");
    write_side(witness.side, out_);
    key("refutation");
    write_refutation(witness.refutation, out_);
  }

 private:
  TextBuffer& key(std::string_view name) { return out_ << ",\n  \"" << name << "\": "; }
  void write_layer(const LayerSupport& layer) {
    ++layers_;
    write_list(out_, layer.rows, [&](const std::vector<std::uint32_t>& row) {
      std::string digits(layer.inputs, '0');
      for (const std::uint32_t j : row) digits[j] = '1';
      out_ << '"' << digits << '"';
    });
  }
  // [row, column, and what `begin` continues.
  TextBuffer& begin_entry(std::size_t i, std::size_t j) {
    return out_ << '[' << std::uint64_t{i} << ", " << std::uint64_t{j} << ", ";
  }
  void write_limit(const RationalMatrix& limit) {
    std::vector<std::pair<std::size_t, std::size_t>> entries;
    for (std::size_t i = 0; i < limit.rows(); ++i) {
      for (std::size_t j = 0; j < limit.cols(); ++j) {
        if (limit(i, j) != 0) entries.emplace_back(i, j);
      }
    }
    write_list(out_, entries, [&](const auto& at) {
      begin_entry(at.first, at.second) << '"' << limit(at.first, at.second) << "\"]";
    });
  }
  void write_factor(const std::vector<std::vector<Laurent>>& factor) {
    std::vector<std::pair<std::size_t, std::size_t>> entries;
    for (std::size_t i = 0; i < factor.size(); ++i) {
      for (std::size_t j = 0; j < factor[i].size(); ++j) {
        if (!factor[i][j].is_zero()) entries.emplace_back(i, j);
      }
    }
    write_list(out_, entries, [&](const auto& at) {
      begin_entry(at.first, at.second);
      write_laurent(factor[at.first][at.second]);
      out_ << ']';
    });
  }
  void write_laurent(const Laurent& entry) {
    out_ << '{';
    bool first = true;
    for (const auto& [exponent, coefficient] : entry.coefficients) {
      out_ << (first ? "\"" : ", \"") << std::to_string(exponent) << "\": \"" << coefficient << '"';
      first = false;
    }
    out_ << '}';
  }
  void write_window(const PatternState& window) {
    out_ << "{\"rows\": ";
    write_numbers(out_, window.rows.elements());
    out_ << ", \"columns\": ";
    write_numbers(out_, window.columns.elements());
    out_ << ", \"neurons\": ";
    write_list(out_, window.neurons, [&](const Rectangle& neuron) {
      out_ << "{\"origin\": " << std::uint64_t{neuron.origin} << ", \"rows\": ";
      write_numbers(out_, neuron.rows.elements());
      out_ << ", \"columns\": ";
      write_numbers(out_, neuron.columns.elements());
      out_ << '}';
    });
    out_ << ", \"free\": ";
    std::vector<std::pair<std::size_t, std::vector<std::size_t>>> free;
    window.rows.for_each([&](std::size_t i) {
      if (i >= window.free.size()) return;
      const IndexSet here = window.free[i] & window.columns;
      if (!here.empty()) free.emplace_back(i, here.elements());
    });
    write_list(out_, free, [&](const auto& row) {
      out_ << '[' << std::uint64_t{row.first} << ", ";
      write_numbers(out_, row.second);
      out_ << ']';
    });
    out_ << '}';
  }

  TextBuffer& out_;
  std::size_t layers_ = 0;
};

}  // namespace

void write_certificate(const PatternCertificate& certificate, const TextSink& sink) {
  TextBuffer out(sink);
  PatternWriter(out).write(certificate);
  out.finish();
}

std::string certificate_text(const PatternCertificate& certificate) {
  std::string text;
  write_certificate(certificate, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace isthmus
