#include <algorithm>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/proof/prove_laws.hpp"
#include "isthmus/proof/write.hpp"
#include "isthmus/report/law_list.hpp"

namespace isthmus::cli {
namespace {

class Laws : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK… [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check() const;
  [[nodiscard]] LawList list_of(const std::string& source, const Common& common) const;
  [[nodiscard]] std::vector<LawList> lists(const Common& common) const;
  [[nodiscard]] Network network_to_prove(const Common& common) const;
  void write_certificates(const Common& common) const;

  std::vector<std::string> sources_;
  InitialFlags initial_;
  std::string certificate_;
  std::string relations_;
};

void Laws::declare(Arguments& arguments) {
  arguments.positionals("NETWORK", sources_,
                        "a .json file, a model file, \"-\" for standard input, or an architecture "
                        "such as mlp:2-8-1 or dag:x>h,x>k,h>y,k>y");
  arguments.group("Proofs");
  arguments.option("--certificate", "FILE", certificate_,
                   "write a certificate that so many laws are independent");
  arguments.option("--relations", "FILE", relations_,
                   "write a certificate that no more are, where there are more laws");
  declare_initial(arguments, initial_);
  arguments.example("isthmus laws examples/two-neurons.json");
  arguments.example("isthmus laws mlp:784-300-100-10+bias mlp:9-7-2 --json");
  arguments.example("isthmus laws mlp:9-7-2 --certificate proof.json && isthmus check proof.json");
}

void Laws::check() const {
  const bool proof = !certificate_.empty() || !relations_.empty();
  if (proof && sources_.size() > 1) {
    throw usage_error("--certificate and --relations belong to one network",
                      "name one network only");
  }
  if (proof && sources_.front() == "-") {
    throw usage_error("--certificate and --relations need a network that can be read twice",
                      "name a file instead of standard input");
  }
  if (!certificate_.empty() && certificate_ == relations_) {
    throw usage_error("--certificate and --relations name the same file", "name two files");
  }
  if (std::count(sources_.begin(), sources_.end(), "-") > 1) {
    throw usage_error("standard input can be named only once", "name files for the others");
  }
}

LawList Laws::list_of(const std::string& source, const Common& common) const {
  constexpr std::uint64_t most_edges = 100'000;  // that are listed one by one
  if (std::optional<Model> model = load_if_model(source, initial_, most_edges)) {
    std::optional<std::vector<Rational>> net;
    if (model->has_weights) net = model_balance(*model, {threads_of(common), false}).net;
    return law_list(std::move(*model), std::move(net));
  }
  return law_list(load(source, initial_, common));
}

std::vector<LawList> Laws::lists(const Common& common) const {
  Progress progress(common.quiet);
  std::vector<LawList> all;
  for (const std::string& source : sources_) {
    progress.phase("reading the file");
    try {
      all.push_back(list_of(source, common));
    } catch (const Error& error) {
      throw in_source(error, source);
    }
  }
  return all;
}

// Proofs are about edges one by one, and about which there are, not about their weights.
Network Laws::network_to_prove(const Common& common) const {
  std::optional<Model> model = load_if_model(sources_.front(), initial_, 0);
  if (!model) return load(sources_.front(), initial_, common);
  model->has_weights = false;
  return to_network(*model, WeightDetail::norms);
}

void write_proof(const std::string& path, const Certificate& certificate) {
  deliver(path, [&](std::ostream& out) {
    write_certificate(certificate, CertificateForm::json,
                      [&](std::string_view piece) { out << piece; });
  });
}

void say_what_is_left(const LawRank& rank, const Common& common) {
  print_note("the certificate proves that " + std::to_string(rank.independent) + " of " +
                 std::to_string(rank.laws) +
                 " laws are independent; that no more are takes --relations FILE",
             common.json ? Style::json : Style::line);
}

// Both proofs are found before the first one is written.
void Laws::write_certificates(const Common& common) const {
  std::optional<Certificate> lower;
  std::optional<Certificate> upper;
  try {
    const Network network = network_to_prove(common);
    const Contraction contraction = contract(network);
    const LawRank rank = law_rank(contraction.graph);
    if (!certificate_.empty()) lower = independence_certificate(network, contraction, rank);
    if (!relations_.empty()) upper = relation_certificate(network, contraction, rank);
    if (!upper && !rank.all_independent() && !common.quiet) say_what_is_left(rank, common);
  } catch (const Error& error) {
    throw in_source(error, sources_.front());
  }
  if (lower) write_proof(certificate_, *lower);
  if (upper) write_proof(relations_, *upper);
}

int Laws::run(const Common& common) {
  check();
  check_initial(initial_, common);
  const std::vector<LawList> all = lists(common);
  if (!certificate_.empty() || !relations_.empty()) write_certificates(common);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      all.size() == 1 ? write_json(out, all.front()) : write_json(out, all);
      return;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) out << "\n\n";
      write_text(out, all[i], text_style(common));
    }
  });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_laws() { return std::make_unique<Laws>(); }

}  // namespace isthmus::cli
