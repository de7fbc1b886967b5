// Proofs in LaTeX. That documents compile was checked with pdfTeX; here what would break them.
#include "isthmus/proof/export_latex.hpp"

#include <algorithm>

#include "proof/export_support.hpp"

namespace isthmus {
namespace {

std::string latex_of(const Certificate& certificate, const LatexOptions& options = {}) {
  std::string text;
  export_latex(certificate, options, [&](std::string_view piece) { text += piece; });
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Walks through the text; `fault` says what does not nest.
struct LatexCheck {
  explicit LatexCheck(const std::string& of) : text(of) {}

  std::string fault() {
    while (at < text.size() && problem.empty()) step();
    if (problem.empty() && !open.empty()) problem = "not closed: " + open.back();
    if (problem.empty() && (braces != 0 || dollar)) problem = "braces or dollars left";
    return problem;
  }

  void step() {
    const char c = text[at];
    if (c == '%') {
      at = std::min(text.find('\n', at), text.size());
    } else if (c == '\\') {
      command();
    } else {
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '$') dollar = !dollar;
      if (braces < 0) problem = "} without {";
      const bool math = dollar || in_align();
      if ((c == '_' || c == '^') && !math) problem = "_ or ^ outside a formula";
      if (c == '#' || c == '~') problem = "raw special character";
      if (c == '&' && !in_align() && !in_tabular()) problem = "& outside a table";
      if (static_cast<unsigned char>(c) >= 0xc4) problem = "a character that LaTeX cannot set";
      ++at;
    }
    if (!problem.empty()) problem += " at " + text.substr(at < 30 ? 0 : at - 30, 60);
  }

  void command() {
    for (const bool begins : {true, false}) {
      const std::string word = begins ? "\\begin{" : "\\end{";
      if (text.compare(at, word.size(), word) != 0) continue;
      const std::size_t start = at + word.size();
      const std::string name = text.substr(start, text.find('}', start) - start);
      if (begins) {
        open.push_back(name);
      } else if (open.empty() || open.back() != name) {
        problem = "ends " + name;
      } else {
        open.pop_back();
      }
      at = start + name.size() + 1;
      return;
    }
    at += 2;  // an escaped character, or the first letter of a command
  }

  bool within(const char* name) const {
    return std::find(open.begin(), open.end(), name) != open.end();
  }
  bool in_align() const { return within("align*"); }
  bool in_tabular() const { return within("tabular"); }

  const std::string& text;
  std::size_t at = 0;
  std::string problem;
  std::vector<std::string> open;
  int braces = 0;
  bool dollar = false;
};

std::string fault_of(const std::string& text) { return LatexCheck(text).fault(); }

TEST_CASE("latex: the check notices what it is for") {
  CHECK(fault_of("$a_1$ \\begin{align*} &b_2 \\end{align*} \\_ \\%") == "");
  CHECK(fault_of("a_1") != "");
  CHECK(fault_of("$a") != "");
  CHECK(fault_of("{") != "");
  CHECK(fault_of("}") != "");
  CHECK(fault_of("a & b") != "");
  CHECK(fault_of("a # b") != "");
  CHECK(fault_of("中") != "");
  CHECK(fault_of("\\begin{proof}") != "");
  CHECK(fault_of("\\begin{proof}\\end{lemma}") != "");
}

TEST_CASE("latex: golden proofs") {
  LatexOptions complete;
  complete.complete = true;
  test::check_golden("locked_chain.tex", latex_of(test::locked_chain(), complete));
  test::check_golden("floating_leaf.tex", latex_of(test::floating_leaf()));
}

TEST_CASE("latex: everything nests and is escaped, whatever the names") {
  for (const Certificate& certificate : test::sample_certificates(200)) {
    CHECK(fault_of(latex_of(certificate)) == "");
  }
  Certificate it = test::empty_chain();
  it.names = CertificateNames{{"\\input{x}", "$_%#&~^{}"}, {"}{", "\xff\n中 <\"'`|>"}};
  const std::string text = latex_of(it);
  CHECK(fault_of(text) == "");
  CHECK_FALSE(contains(text, "\\input"));
  CHECK(contains(text, "\\textbackslash{}input\\{x\\}"));
}

TEST_CASE("latex: every step of a small certificate is there") {
  for (const Certificate& certificate : test::sample_certificates(0)) {
    const std::string text = latex_of(certificate);
    for (const std::string& mark : test::step_marks(certificate)) {
      const bool item = contains(text, "\\item " + mark + ". ");
      CHECK_MESSAGE((item || contains(text, "\\textbf{" + mark + "}")), mark);
    }
    const bool drawable = certificate.network.hidden_count() + 2 < 40;
    CHECK(contains(text, "\\begin{tikzpicture}") == drawable);
  }
}

TEST_CASE("latex: names become indices and locks become equations") {
  Certificate it = test::empty_chain();
  it.names = CertificateNames{{"h1", "h2_3"}, {"h1->h2_3", "h2_3->out"}};
  const std::string text = latex_of(it);
  CHECK(contains(text,
                 "\\theta_{h_{1},h_{2,3}}^2 &= c_{h_{2,3}} + \\theta_{h_{2,3},\\mathrm{out}}^2"));
  CHECK(contains(text, "&\\ge 2 > 0"));
}

TEST_CASE("latex: a document or a fragment, with pictures or without") {
  LatexOptions options;
  CHECK_FALSE(contains(latex_of(test::empty_chain(), options), "\\documentclass"));
  options.complete = true;
  const std::string document = latex_of(test::empty_chain(), options);
  CHECK(document.starts_with("\\documentclass"));
  CHECK(document.ends_with("\\end{document}\n"));
  CHECK(contains(document, "\\usepackage{tikz}"));
  options.pictures = false;
  CHECK_FALSE(contains(latex_of(test::empty_chain(), options), "tikz"));
}

TEST_CASE("latex: many locks become a table, and what is left out is said") {
  const std::string text = latex_of(test::long_chain(300));
  CHECK(fault_of(text) == "");
  CHECK(contains(text, "L200 & "));
  CHECK_FALSE(contains(text, "L201 & "));
  CHECK(contains(text, "and 100 further locks, see the certificate."));
  CHECK_FALSE(contains(text, "tikzpicture"));
  CHECK(contains(text, "too large for a readable picture"));
}

TEST_CASE("latex: parallel edges have their rank, and long fractions lie flat in sentences only") {
  Certificate it(BalanceNetwork(1, {test::arc(1, 0), test::arc(1, 0)}));
  it.names = CertificateNames{{"h1"}, {"x->h1", "x->h1#2"}};
  it.balance = Balance(std::vector<Rational>{Rational(123456) / 1234567});
  it.claims = {{ClaimKind::nonempty}};
  it.base = SparseVector{{EdgeId{1}, it.balance[NodeId{0}]}};
  const std::string text = latex_of(it);
  CHECK(contains(text, "$x\\to h_{1}\\#2$"));
  CHECK(contains(text, "$b_{x,h_{1}\\#2} = 123456/\\allowbreak 1234567$"));
  CHECK(contains(text, "\\frac{123456}{1234567}\n\\end{align*}"));
}

}  // namespace
}  // namespace isthmus
