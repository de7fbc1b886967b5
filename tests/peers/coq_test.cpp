// Coq accepts the theorems that certificates are exported as, rejects them when anything is false,
// and proves them from the axioms of its real numbers alone.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "isthmus/formats/network_json.hpp"
#include "isthmus/proof/export_coq.hpp"
#include "isthmus/proof/prove.hpp"
#include "isthmus/proof/read.hpp"
#include "support/peer.hpp"

namespace isthmus::test {
namespace {

const std::string certificates = ISTHMUS_SOURCE_DIR "/tests/certificates";

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

Certificate certificate(const std::string& name) {
  return read_certificate(text_of(certificates + "/" + name + ".lines"));
}

// One Coq file with a module for each certificate: loading the real numbers takes longer than most
// proofs.
class CoqRun {
 public:
  void add(const Certificate& it, const CoqOptions& options) {
    std::string text;
    export_coq(it, options, [&](std::string_view piece) { text += piece; });
    const std::string name = "Case" + std::to_string(count_++);
    text_ += "Module " + name + ".\n" + text + "End " + name + ".\n";
  }

  // Against the compiled theory (see proofs/build.sh).
  PeerRun compile() const {
    return run_peer(workspace_,
                    "coqc -w none -Q " ISTHMUS_PROOFS_DIR "/coq Isthmus " +
                        workspace_.write("instance.v", text_),
                    120);
  }

  void append(const std::string& text) { text_ += text; }

  // The theorem whose end Coq complains about: `output` says `line N`.
  [[nodiscard]] std::string theorem_of(const std::string& output) const {
    const std::size_t at = output.find("line ");
    if (at == std::string::npos) return "";
    std::istringstream lines(text_);
    std::string name;
    const int last = std::stoi(output.substr(at + 5));
    for (int i = 0; i < last; ++i) {
      std::string first, line;
      std::getline(lines, line);
      std::istringstream words(line);
      if (words >> first && (first == "Theorem" || first == "Lemma")) words >> name;
    }
    return name;
  }

  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  Workspace workspace_;
  std::string text_;
  std::size_t count_ = 0;
};

// Coq leaves out the modules in front where they are imported.
std::string last_name(const std::string& name) { return name.substr(name.rfind('.') + 1); }

// The names that Print Assumptions lists: at the start of a line, before " :" if that follows.
std::set<std::string> axioms(const std::string& output) {
  std::set<std::string> names;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == ' ' || line == "Axioms:") continue;
    names.insert(last_name(line.substr(0, line.find(" :"))));
  }
  return names;
}

const std::set<std::string> axioms_of_the_reals{"sig_forall_dec", "sig_not_dec",
                                                "functional_extensionality_dep"};

TEST_CASE("coq: every small certificate is proved, from three axioms") {
  CoqRun run;
  std::set<ClaimKind> kinds;
  for (const auto& file : std::filesystem::directory_iterator(certificates)) {
    if (file.path().extension() != ".lines") continue;
    const Certificate it = certificate(file.path().stem().string());
    for (const Claim& claim : it.claims) kinds.insert(claim.kind);
    run.add(it, {false, CoqNumbers::readable, true});
  }
  CHECK(run.count() >= 20);
  CHECK(kinds.size() == 13);
  const PeerRun result = run.compile();
  REQUIRE_MESSAGE(result.exit_code == 0, result.output);
  CHECK(axioms(result.output) == axioms_of_the_reals);
}

TEST_CASE("coq: primitive integers say the same, and add only their own operations") {
  CoqRun run;
  for (const char* name :
       {"bypass_both", "components_out", "regular_components", "regular_free", "regular_point",
        "distance", "empty_with_uses", "loops_and_bundles", "strata_split"}) {
    run.add(certificate(name), {false, CoqNumbers::primitive, true});
  }
  const PeerRun result = run.compile();
  REQUIRE_MESSAGE(result.exit_code == 0, result.output);
  std::set<std::string> allowed;
  for (const char* name : {"axioms.expected", "axioms_readers.expected"}) {
    std::istringstream expected(text_of(ISTHMUS_SOURCE_DIR "/proofs/coq/" + std::string(name)));
    for (std::string line; std::getline(expected, line);) allowed.insert(last_name(line));
  }
  const std::set<std::string> found = axioms(result.output);
  CHECK(found.size() > axioms_of_the_reals.size());
  for (const std::string& name : found) CHECK_MESSAGE(allowed.contains(name), name);
}

TEST_CASE("coq: a self-contained file needs no other") {
  Certificate it = certificate("components_out");
  it.claims.push_back({ClaimKind::disconnected});
  std::string text;
  export_coq(it, {true, CoqNumbers::readable, true},
             [&](std::string_view piece) { text += piece; });
  const Workspace workspace;
  const PeerRun result =
      run_peer(workspace, "coqc -w none " + workspace.write("alone.v", text), 120);
  REQUIRE_MESSAGE(result.exit_code == 0, result.output);
  CHECK(axioms(result.output) == axioms_of_the_reals);
}

TEST_CASE("coq: all that is proved of networks with known answers") {
  CoqRun run;
  for (const char* name : {"small", "medium"}) {
    const auto cases = nlohmann::json::parse(
        text_of(ISTHMUS_SOURCE_DIR "/tests/cases/" + std::string(name) + ".json"));
    for (std::size_t i = 0; i < cases.size(); i += cases.size() / 12 + 1) {
      const auto proved = prove(network_from_json(cases[i]["network"].dump()));
      const auto* it = std::get_if<Certificate>(&proved);
      REQUIRE(it != nullptr);
      run.add(*it, {});
    }
  }
  CHECK(run.count() > 15);
  const PeerRun result = run.compile();
  CHECK_MESSAGE(result.exit_code == 0, result.output);
}

struct Corruption {
  const char* name;
  const char* refused;  // the theorem that Coq cannot close
  std::function<void(Certificate&)> corrupt;
};

// Each certificate is accepted as it is (above), so what Coq rejects is the change.
const Corruption corruptions[] = {
    {"components_out", "locked_all", [](Certificate& it) { it.locks.back().bound += 1; }},
    {"components_out", "components_checked", [](Certificate& it) { it.claims[0].log2 += 1; }},
    {"components_out", "components_checked", [](Certificate& it) { it.base->back().second += 1; }},
    {"bypass_both", "connected_checked", [](Certificate& it) { it.bypass.to_ground.clear(); }},
    {"nonempty", "M_nonempty", [](Certificate& it) { it.base->back().second += 1; }},
    {"nonempty", "M_nonempty", [](Certificate& it) { it.balance[NodeId{0}] += 1; }},
    {"connected", "connected_checked", [](Certificate& it) { it.free.clear(); }},
    {"connected", "connected_checked",
     [](Certificate& it) {
       it.network = BalanceNetwork(1, {{NodeId{1}, NodeId{0}}});  // of four edges
       it.names.reset();
       it.free.clear();
     }},
    {"components", "M_disconnected",
     [](Certificate& it) {
       it.claims = {{ClaimKind::disconnected}};
       it.base->back().second += 1;
     }},
    {"components", "M_disconnected",
     [](Certificate& it) {
       it.claims = {{ClaimKind::disconnected}};
       it.locks.clear();
     }},
    {"empty_with_uses", "M_empty", [](Certificate& it) { it.empty->uses.clear(); }},
    {"singular_point", "singular_point", [](Certificate& it) { it.balance[NodeId{0}] += 1; }},
    {"singular_point", "M_singular",
     [](Certificate& it) {
       it.claims = {{ClaimKind::singular_exists}};
       it.point->back().second += 1;
     }},
    {"singular_exists", "M_singular", [](Certificate& it) { it.strata[0].set.pop_back(); }},
    {"singular_exists", "M_singular", [](Certificate& it) { it.strata[0].difference.pop_back(); }},
    {"regular_point", "regular_point", [](Certificate& it) { it.forest->pop_back(); }},
    {"regular_components", "regular_components_checked",
     [](Certificate& it) { it.weak.pop_back(); }},
    {"regular_free", "regular_components_checked",
     [](Certificate& it) { it.regular_free[0].detours[0].walk.pop_back(); }},
    {"no_regular_point", "M_no_regular_point", [](Certificate& it) { it.balance[NodeId{0}] += 1; }},
    {"strata_complete", "M_strata", [](Certificate& it) { it.search.pop_back(); }},
    {"smooth", "M_smooth", [](Certificate& it) { it.search.pop_back(); }},
    {"distance", "distance_to_singular", [](Certificate& it) { it.claims[0].squared += 1; }},
};

TEST_CASE("coq: a false certificate is rejected, by the theorem that it is about") {
  for (const Corruption& corruption : corruptions) {
    CoqRun run;
    Certificate it = certificate(corruption.name);
    corruption.corrupt(it);
    run.add(it, {false, CoqNumbers::readable, false});
    const PeerRun result = run.compile();
    INFO(corruption.name);
    CHECK(result.exit_code == 1);
    CHECK_MESSAGE(result.output.find("has type \"true = true\"") != std::string::npos,
                  result.output);
    CHECK(run.theorem_of(result.output) == corruption.refused);
  }
}

// The lists of edges in the theorems about signs are the right ones.
TEST_CASE("coq: what is written about signs says what is meant, edge by edge") {
  CoqRun run;
  run.add(certificate("components"), {});
  run.add(certificate("regular_components"), {});
  run.append(
      "Require Import Reals List PArith. From Isthmus Require Import Theory RegularPart.\n"
      "Import ListNotations. Open Scope R_scope.\n"
      "Goal forall a b, M Case0.net Case0.hid a -> M Case0.net Case0.hid b ->\n"
      "  (joined Case0.net (M Case0.net Case0.hid) a b <->\n"
      "   0 < a 1%positive * b 1%positive /\\ 0 < a 2%positive * b 2%positive).\n"
      "Proof.\n"
      "  intros a b Ha Hb. rewrite (proj1 Case0.M_signs a b Ha Hb). split.\n"
      "  - intros H. split; apply H; vm_compute; tauto.\n"
      "  - intros [H1 H2] e He. vm_compute in He. destruct He as [<-|[<-|[]]]; assumption.\n"
      "Qed.\n"
      "Goal exists a, regular_at Case1.net Case1.hid a /\\\n"
      "  a 1%positive < 0 < a 2%positive /\\ a 3%positive < 0.\n"
      "Proof.\n"
      "  destruct (proj2 Case1.M_regular_signs (fun e => if Pos.eqb e 2 then 1 else -1))\n"
      "    as [a [Ha H]].\n"
      "  - intros e. destruct (Pos.eqb e 2); auto.\n"
      "  - exists a. split; [exact Ha|].\n"
      "    pose proof (H 1%positive ltac:(vm_compute; tauto)) as H1.\n"
      "    pose proof (H 2%positive ltac:(vm_compute; tauto)) as H2.\n"
      "    pose proof (H 3%positive ltac:(vm_compute; tauto)) as H3.\n"
      "    simpl in *. Require Import Lra. lra.\n"
      "Qed.\n");
  const PeerRun result = run.compile();
  CHECK_MESSAGE(result.exit_code == 0, result.output);
}

}  // namespace
}  // namespace isthmus::test
