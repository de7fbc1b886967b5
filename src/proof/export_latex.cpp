// The proof as LaTeX: environments, aligned formulas, TikZ pictures.
#include "isthmus/proof/export_latex.hpp"

#include <optional>
#include <string>
#include <vector>

#include "isthmus/draw/label.hpp"
#include "proof/export_latex_ink.hpp"
#include "proof/wording.hpp"
#include "proof/wording_labels.hpp"

namespace isthmus {
namespace {

using wording::Formula;
using wording::Line;

constexpr std::size_t most_pictures = 24;
constexpr std::size_t rows_a_table = 30;
constexpr const char* broken_left = "\\\\\n  ";
constexpr const char* broken_right = " \\\\\n  &\\quad ";

wording::Limits latex_limits() {
  wording::Limits limits;
  limits.items = 60;
  limits.steps = 200;
  limits.cards = 24;
  limits.written_nodes = 8;
  limits.written_edges = 18;
  return limits;
}

class LatexPage final : public wording::ProofPage {
 public:
  LatexPage(const Certificate& certificate, const LatexOptions& options, const TextSink& sink)
      : options_(options), sink_(sink), labels_(certificate), ink_(labels_) {
    if (options.pictures) layout_ = layout_of(certificate, labels_);
    if (layout_) name_nodes();
  }

  void begin(const Line& title) override {
    if (!options_.complete) {
      sink_("% Needs \\usepackage{amsmath,amsthm}");
      sink_(layout_ ? ", \\usepackage{tikz}\n" : "\n");
      sink_("% and \\newtheorem{theorem}{Theorem}, \\newtheorem{lemma}{Lemma}.\n");
      return;
    }
    sink_("\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage{amsmath,amsthm}\n");
    if (layout_) sink_("\\usepackage{tikz}\n");
    sink_("\\newtheorem{theorem}{Theorem}\n\\newtheorem{lemma}{Lemma}\n\\allowdisplaybreaks\n");
    sink_("\\emergencystretch=8em\n\\title{" + ink_.sentence(title) + "}\n\\date{}\n");
    sink_("\\begin{document}\n\\maketitle\n");
  }

  void theorem(const Line& setting, const std::vector<Line>& claims) override {
    sink_("\n\\begin{theorem}\n" + ink_.sentence(setting) + " Then:\n\\begin{enumerate}\n");
    for (std::size_t i = 0; i < claims.size(); ++i) {
      sink_("\\item[(" + std::to_string(i + 1) + ")] " + ink_.sentence(claims[i]) + "\n");
    }
    sink_("\\end{enumerate}\n\\end{theorem}\n");
  }

  void heading(const std::string& text) override {
    sink_("\n\\par\\medskip\\noindent\\textbf{" + latex_escaped(text) + ".}\\par\\nopagebreak\n");
  }

  void paragraph(const Line& text) override { sink_(ink_.sentence(text) + "\n\n"); }

  void lemma(const std::string& name, const Line& statement, const Line& proof) override {
    sink_("\\begin{lemma}[" + name + "]\n" + ink_.sentence(statement) + "\n\\end{lemma}\n");
    sink_("\\begin{proof}\n" + ink_.sentence(proof) + "\n\\end{proof}\n");
  }

  void begin_proof() override { sink_("\n\\begin{proof}[Proof of the theorem]\\leavevmode\n"); }

  void formulas(const std::vector<Formula>& formulas) override {
    sink_("\\begin{align*}\n");
    bool first = true;
    for (const Formula& formula : formulas) {
      std::string left = ink_.formula(formula.left, broken_left);
      for (const Formula::Relation& relation : formula.relations) {
        const std::string right = ink_.formula(relation.right, broken_right);
        const bool is_tall = right.find("\\frac") != std::string::npos;
        if (!first) sink_(is_tall ? " \\\\[4pt]\n" : " \\\\\n");
        first = false;
        const std::string sign = relation.sign == "≥" ? "\\ge" : "=";
        sink_("  " + left + " &" + sign + " " + right);
        left.clear();
      }
    }
    sink_("\n\\end{align*}\n");
  }

  void begin_step(const std::string& mark, const Line& title, const PictureMarks& marks) override {
    sink_("\n\\medskip\\noindent\\textbf{" + mark + "}\\quad " + ink_.sentence(title) + ".\n");
    if (!marks.edges.empty()) draw(marks);
    sink_("\n\\noindent ");
  }
  void end_step() override { sink_("\n"); }

  void begin_list() override { is_list_empty_ = true; }
  void item(const Line& text) override {
    if (is_list_empty_) sink_("\\begin{itemize}\\setlength{\\itemsep}{0pt}\n");
    is_list_empty_ = false;
    sink_("\\item " + ink_.sentence(text) + "\n");
  }
  void end_list() override {
    if (!is_list_empty_) sink_("\\end{itemize}\n");
  }

  // Tables in pieces, so that they break over pages without a package.
  void begin_table(const std::vector<std::string>& head) override {
    head_ = head;
    rows_ = 0;
  }
  void row(const std::vector<Line>& cells) override {
    if (rows_ % rows_a_table == 0) {
      finish_table();
      start_table();
    }
    ++rows_;
    std::string text;
    for (const Line& cell : cells) text += (text.empty() ? "" : " & ") + ink_.sentence(cell);
    sink_(text + " \\\\\n");
  }
  void end_table() override {
    finish_table();
    rows_ = 0;
  }

  void begin_fold(const std::string& title) override {
    sink_("\\par\\noindent " + latex_escaped(title) + ":\n\n");
  }
  void end_fold() override {}

  void picture(const PictureMarks& marks, const Line& caption) override {
    if (!options_.pictures) return;
    if (!layout_) {
      sink_("The network is too large for a readable picture.\n\n");
      return;
    }
    draw(marks);
    sink_("\\begin{center}\\small " + ink_.sentence(caption) + "\\end{center}\n");
  }

  void end() override {
    sink_("\\end{proof}\n");
    if (options_.complete) sink_("\\end{document}\n");
  }

 private:
  void name_nodes() {
    for (std::size_t v = 0; v < layout_->diagram.nodes.size(); ++v) {
      node_labels_.push_back(LatexInk::name(layout_->diagram.nodes[v].label));
    }
  }

  void draw(const PictureMarks& marks) {
    if (!layout_ || drawn_ == most_pictures) return;
    if (++drawn_ == most_pictures) sink_("(Further steps are not drawn.)\n");
    // The first picture may be large; those of the steps repeat it.
    const bool first = drawn_ == 1;
    sink_("\\begin{center}\n" +
          to_tikz(*layout_, marks, node_labels_, first ? 118 : 100, first ? 170 : 110) +
          "\n\\end{center}\n");
  }

  void start_table() {
    sink_("\\begin{center}\\footnotesize\n\\begin{tabular}{llllp{32mm}p{32mm}}\n");
    std::string text;
    for (const std::string& cell : head_) text += (text.empty() ? "" : " & ") + cell;
    sink_(text + " \\\\\\hline\n");
  }
  void finish_table() {
    if (rows_ > 0) sink_("\\end{tabular}\n\\end{center}\n");
  }

  LatexOptions options_;
  const TextSink& sink_;
  wording::Labels labels_;
  LatexInk ink_;
  std::optional<LayeredDrawing> layout_;
  std::vector<std::string> node_labels_;
  std::size_t drawn_ = 0;
  bool is_list_empty_ = true;
  std::vector<std::string> head_;
  std::size_t rows_ = 0;
};

}  // namespace

void export_latex(const Certificate& certificate, const LatexOptions& options,
                  const TextSink& sink) {
  LatexPage page(certificate, options, sink);
  wording::word_proof(certificate, latex_limits(), page);
}

}  // namespace isthmus
