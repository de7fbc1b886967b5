#include <algorithm>
#include <cctype>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/output.hpp"
#include "cli/values.hpp"
#include "cli/verdict.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/proof/export_coq.hpp"
#include "isthmus/proof/export_html.hpp"
#include "isthmus/proof/export_latex.hpp"
#include "isthmus/proof/export_smtlib.hpp"
#include "isthmus/proof/export_text.hpp"
#include "isthmus/proof/read.hpp"
#include "report/nearest_name.hpp"

namespace isthmus::cli {
namespace {

/// The edge that is called `text`, or that has this number.
EdgeId find_edge(const Certificate& certificate, const std::string& text) {
  const std::vector<std::string> names =
      certificate.names ? certificate.names->edges : std::vector<std::string>();
  const auto named = std::ranges::find(names, text);
  if (named != names.end()) return EdgeId{static_cast<std::uint32_t>(named - names.begin())};
  const bool is_number =
      std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
  if (is_number) {
    const std::uint64_t number = parse_count("--edge", text);
    if (number < certificate.network.edge_count()) {
      return EdgeId{static_cast<std::uint32_t>(number)};
    }
  }
  const std::string nearest = nearest_name(text, names);
  throw usage_error("there is no edge " + quoted(text),
                    nearest.empty() ? "give a name or a number of an edge of the certificate"
                                    : "did you mean " + nearest + "?")
      .at("--edge");
}

class Export : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "CERT --to FORMAT [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return {"text", "latex", "html", "coq", "smtlib", "json", "lines"};
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check_flags(const std::string& format) const;
  [[nodiscard]] bool is_proved(const std::string& text, Style style) const;
  void write(const Certificate& certificate, const Common& common, const TextSink& sink) const;
  [[nodiscard]] CoqOptions coq_options() const;
  [[nodiscard]] SmtlibOptions smtlib_options(const Certificate& certificate) const;

  std::string source_;
  bool unchecked_ = false;
  bool standalone_ = false;
  bool no_pictures_ = false;
  bool assumptions_ = false;
  std::string numbers_;
  std::string edge_;
  std::string logic_;
};

void Export::declare(Arguments& arguments) {
  arguments.positional("CERT", source_,
                       "a certificate that isthmus prove has written, \"-\" for standard input");
  arguments.flag("--unchecked", unchecked_, "do not check first that the certificate is a proof");
  arguments.group("Flags of single formats");
  arguments.flag("--standalone", standalone_,
                 "coq: with the theory inside; latex: a document that compiles");
  arguments.flag("--no-pictures", no_pictures_, "latex: no drawings, hence no tikz");
  arguments.option("--numbers", "KIND", numbers_,
                   "coq: automatic, readable or primitive (machine integers, faster)");
  arguments.flag("--assumptions", assumptions_, "coq: print the axioms each theorem rests on");
  arguments.option("--edge", "NAME|NUMBER", edge_, "smtlib: one file about the lock of this edge");
  arguments.option("--logic", "LOGIC", logic_, "smtlib: nra (weights) or lra (their squares)");
  arguments.example("isthmus export examples/certificates/two-neurons.json");
  arguments.example(
      "isthmus prove examples/two-neurons.json | isthmus export - --to coq --standalone -o p.v");
  arguments.example("isthmus export examples/certificates/joint-lock.json --to html -o proof.html");
}

void Export::check_flags(const std::string& format) const {
  const auto refuse = [&](bool given, const char* flag, bool fits) {
    if (!given || fits) return;
    throw usage_error(std::string(flag) + " has no effect with --to " + format, "drop one of them");
  };
  const bool coq = format == "coq";
  const bool latex = format == "latex";
  const bool smtlib = format == "smtlib";
  refuse(standalone_, "--standalone", coq || latex);
  refuse(no_pictures_, "--no-pictures", latex);
  refuse(!numbers_.empty(), "--numbers", coq);
  refuse(assumptions_, "--assumptions", coq);
  refuse(!edge_.empty(), "--edge", smtlib);
  refuse(!logic_.empty(), "--logic", smtlib);
  if (!numbers_.empty()) {
    require_choice("--numbers", numbers_, {"automatic", "readable", "primitive"});
  }
  if (!logic_.empty()) require_choice("--logic", logic_, {"nra", "lra"});
}

bool Export::is_proved(const std::string& text, Style style) const {
  const isthmus_check::Outcome outcome = verdict_on(text);
  if (outcome.verdict == isthmus_check::Verdict::proved) return true;
  if (outcome.verdict == isthmus_check::Verdict::malformed) {
    throw input_error(outcome.line, "give a file that isthmus prove has written");
  }
  print_refuted(Error(ErrorKind::bad_input,
                      {source_, "", outcome.line, "add --unchecked to export it all the same"}),
                style);
  return false;
}

CoqOptions Export::coq_options() const {
  CoqOptions options;
  options.standalone = standalone_;
  options.print_assumptions = assumptions_;
  if (numbers_ == "readable") options.numbers = CoqNumbers::readable;
  if (numbers_ == "primitive") options.numbers = CoqNumbers::primitive;
  return options;
}

SmtlibOptions Export::smtlib_options(const Certificate& certificate) const {
  SmtlibOptions options;
  if (!edge_.empty()) options.edge = find_edge(certificate, edge_);
  if (logic_ == "lra") options.logic = SmtlibLogic::lra;
  return options;
}

void Export::write(const Certificate& certificate, const Common& common,
                   const TextSink& sink) const {
  const std::string& format = common.format;
  if (format == "coq") {
    export_coq(certificate, coq_options(), sink);
  } else if (format == "smtlib") {
    const std::size_t questions = export_smtlib(certificate, smtlib_options(certificate), sink);
    if (questions == 0 && !common.quiet) {
      print_note("no question for a solver: no step of this certificate derives an inequality",
                 common.json ? Style::json : Style::line);
    }
  } else if (format == "latex") {
    LatexOptions options;
    options.complete = standalone_;
    options.pictures = !no_pictures_;
    export_latex(certificate, options, sink);
  } else if (format == "html") {
    export_html(certificate, sink);
  } else if (format == "text") {
    export_text(certificate, sink);
  } else {
    write_certificate(certificate,
                      format == "json" ? CertificateForm::json : CertificateForm::lines, sink);
  }
}

int Export::run(const Common& common) {
  check_flags(common.format);
  const std::string text = read_file(source_);
  try {
    const Certificate certificate = read_certificate(text);
    if (!unchecked_ && !is_proved(text, common.json ? Style::json : Style::line)) return refuted;
    deliver(common.output, [&](std::ostream& out) {
      write(certificate, common, [&](std::string_view piece) { out << piece; });
    });
  } catch (const Error& error) {
    throw error.in_file(source_);
  }
  return done;
}

}  // namespace

std::unique_ptr<Command> make_export() { return std::make_unique<Export>(); }

}  // namespace isthmus::cli
