// The proof in plain text: paragraphs wrapped at 80 columns, formulas indented.
#include "isthmus/proof/export_text.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "isthmus/draw/label.hpp"
#include "isthmus/exact/parse.hpp"
#include "proof/wording.hpp"
#include "proof/wording_labels.hpp"

namespace isthmus {
namespace {

using wording::Atom;
using wording::Formula;
using wording::Labels;
using wording::Line;

constexpr std::size_t width = 80;

// Words with the columns they take; a word is never broken unless it is longer than a line.
class Wrapper {
 public:
  explicit Wrapper(const TextSink& sink) : sink_(sink) {}

  void write(const std::string& text, std::size_t first_indent, std::size_t indent) {
    line_.assign(first_indent, ' ');
    used_ = first_indent;
    fresh_ = true;
    indent_ = indent;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find(' ', start), text.size());
      if (end > start) add(text.substr(start, end - start));
      start = end + 1;
    }
    finish();
  }

 private:
  void add(const std::string& word) {
    const std::size_t columns = label_columns(word);
    if (!fresh_ && used_ + 1 + columns > width) turn();
    if (used_ + columns + (fresh_ ? 0 : 1) > width) {
      add_broken(word);
      return;
    }
    if (!fresh_) line_ += ' ';
    used_ += columns + (fresh_ ? 0 : 1);
    line_ += word;
    fresh_ = false;
  }

  void add_broken(const std::string& word) {
    for (std::size_t i = 0; i < word.size();) {
      const std::size_t length = character_length(word, i);
      const std::string character = word.substr(i, length);
      const std::size_t columns = label_columns(character);
      if (used_ + columns > width) turn();
      line_ += character;
      used_ += columns;
      fresh_ = false;
      i += length;
    }
  }

  void turn() {
    finish();
    line_.assign(indent_, ' ');
    used_ = indent_;
    fresh_ = true;
  }

  void finish() {
    const std::size_t last = line_.find_last_not_of(' ');
    line_.resize(last == std::string::npos ? 0 : last + 1);
    line_ += '\n';
    sink_(line_);
  }

  const TextSink& sink_;
  std::string line_;
  std::size_t used_ = 0;
  std::size_t indent_ = 0;
  bool fresh_ = true;
};

class TextPage final : public wording::ProofPage {
 public:
  TextPage(const Certificate& certificate, const TextSink& sink)
      : labels_(certificate), sink_(sink), wrapper_(sink) {}

  void begin(const Line& title) override { underlined(render(title), '='); }

  void theorem(const Line& setting, const std::vector<Line>& claims) override {
    sink_("\n");
    wrapper_.write("Theorem. " + render(setting) + " Then:", 0, 0);
    std::size_t number = 0;
    for (const Line& claim : claims) {
      wrapper_.write("(" + std::to_string(++number) + ") " + render(claim), 2, 6);
    }
  }

  void heading(const std::string& text) override {
    sink_("\n\n");
    underlined(text, '-');
  }

  void paragraph(const Line& text) override {
    sink_("\n");
    wrapper_.write(render(text), indent_, indent_);
  }

  void lemma(const std::string& name, const Line& statement, const Line& proof) override {
    sink_("\n");
    wrapper_.write("Lemma (" + name + "). " + render(statement), 0, 0);
    wrapper_.write("Proof. " + render(proof) + " ∎", 2, 2);
  }

  void begin_proof() override {}

  void formulas(const std::vector<Formula>& formulas) override {
    sink_("\n");
    for (const Formula& each : formulas) write(each);
  }

  void begin_step(const std::string& mark, const Line& title, const PictureMarks&) override {
    sink_("\n");
    wrapper_.write(mark + ". " + render(title), 0, 4);
    indent_ = 4;
  }
  void end_step() override { indent_ = 0; }

  void begin_list() override { sink_("\n"); }
  void item(const Line& text) override { wrapper_.write(render(text), indent_ + 2, indent_ + 4); }
  void end_list() override {}

  // Text writes every step in full, so that tables are small; a row is a line of cells.
  void begin_table(const std::vector<std::string>& head) override {
    std::string text;
    for (const std::string& cell : head) text += (text.empty() ? "" : " | ") + cell;
    sink_("\n");
    wrapper_.write(text, indent_, indent_ + 2);
  }
  void row(const std::vector<Line>& cells) override {
    std::string text;
    for (const Line& cell : cells) text += (text.empty() ? "" : " | ") + render(cell);
    wrapper_.write(text, indent_, indent_ + 2);
  }
  void end_table() override {}

  void begin_fold(const std::string& title) override {
    sink_("\n");
    wrapper_.write(title + ":", indent_, indent_);
  }
  void end_fold() override {}
  void picture(const PictureMarks&, const Line&) override {}
  void end() override {}

 private:
  void write(const Formula& formula) {
    const std::string left = render(formula.left);
    const std::size_t at = indent_ + 4;
    const std::size_t aligned = std::min<std::size_t>(at + label_columns(left) + 1, 30);
    bool first = true;
    for (const Formula::Relation& relation : formula.relations) {
      std::string text = relation.sign + " " + render(relation.right);
      if (first) text = left + " " + text;
      wrapper_.write(text, first ? at : aligned, aligned + 2);
      first = false;
    }
  }

  void underlined(const std::string& text, char line) {
    wrapper_.write(text, 0, 0);
    sink_(std::string(std::min(label_columns(text), width), line) + "\n");
  }

  std::string render(const Line& line) const {
    std::string text;
    for (const Atom& atom : line.atoms()) text += render(atom);
    return text;
  }

  // "{k}" after ^ or _ needs no braces when it is short; "^2" is ².
  static std::string plain(const std::string& symbols) {
    std::string text;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
      if (symbols.compare(i, 2, "^2") == 0) {
        text += "²";
        ++i;
      } else if (symbols[i] == '\\') {
        text += symbols[++i];
      } else if (symbols[i] != '{' && symbols[i] != '}') {
        text += symbols[i];
      }
    }
    return text;
  }

  std::string render(const Atom& atom) const {
    const EdgeId edge{atom.id};
    switch (atom.kind) {
      case Atom::Kind::words:
        return atom.text;
      case Atom::Kind::math:
        return plain(atom.text);
      case Atom::Kind::weight:
        return "θ[" + labels_.edge(edge) + "]";
      case Atom::Kind::square:
        return "θ[" + labels_.edge(edge) + "]²";
      case Atom::Kind::entry:
        return atom.text + "[" + labels_.edge(edge) + "]";
      case Atom::Kind::law:
        return "c[" + labels_.node(NodeId{atom.id}) + "]";
      case Atom::Kind::node:
        return labels_.node(NodeId{atom.id});
      case Atom::Kind::edge:
        return labels_.edge(edge);
      case Atom::Kind::number:
        return number(atom.number);
      case Atom::Kind::turn:
        return "";
    }
    return "";
  }

  static std::string number(const Rational& q) {
    const std::string text = to_text(q);
    return text.starts_with('-') ? "−" + text.substr(1) : text;
  }

  Labels labels_;
  const TextSink& sink_;
  Wrapper wrapper_;
  std::size_t indent_ = 0;
};

}  // namespace

void export_text(const Certificate& certificate, const TextSink& sink) {
  TextPage page(certificate, sink);
  wording::word_proof(certificate, wording::Limits{}, page);
}

}  // namespace isthmus
