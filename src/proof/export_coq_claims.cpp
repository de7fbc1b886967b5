// One theorem for each claim, or two: the statement in the words of Variety.v and its companions,
// proved by `check_…_sound` and a computation. vm_cast_no_check defers the computation to Qed, so
// that it runs once. Where a claim says two things, the computation is a lemma that both use.
#include "proof/export_coq_claims.hpp"

#include "isthmus/exact/parse.hpp"

namespace isthmus::proof {
namespace {

// Each lock on its own is a theorem that runs the whole list: beyond this number only the last
// ones.
constexpr std::size_t single_locks = 12;

std::string computed(const std::string& checker) {
  return "apply (" + checker + ").\n  vm_cast_no_check (eq_refl true).";
}

CoqTheorem all_locks() {
  return {"locked_all",
          "forall l, In l locks -> forall th, M net hid th ->\n"
          "  (Q2R (lk_bound l) <= th (lk_edge l) ^ 2)%R /\\ th (lk_edge l) <> 0%R",
          computed("check_locks_sound net hid locks")};
}

// The list is checked once, by all_locks; here the lock is only found in it.
CoqTheorem one_lock(const Certificate& certificate, std::size_t index, const CoqEdges& edges) {
  const CutStep& step = certificate.locks[index];
  const std::string edge = std::to_string(edges.number(step.edge));
  const std::string bound = "(" + coq_rational(step.bound) + ")";
  const std::string record = CoqItems(edges, CoqDialect::readable).lock(step);
  return {"locked_" + edge,
          "forall th, M net hid th -> (Q2R " + bound + " <= th " + edge +
              "%positive ^ 2)%R /\\ th " + edge + " <> 0%R",
          "apply (locked_all (" + record + ")).\n  apply (nth_error_In locks (N.to_nat " +
              std::to_string(index) + ")). vm_compute. reflexivity."};
}

void add_locks(const Certificate& certificate, const CoqEdges& edges,
               std::vector<CoqTheorem>& theorems) {
  const std::size_t count = certificate.locks.size();
  if (count == 0) return;
  theorems.push_back(all_locks());
  for (std::size_t i = count > single_locks ? count - 1 : 0; i < count; ++i) {
    theorems.push_back(one_lock(certificate, i, edges));
  }
}

std::string singular_somewhere(const Certificate& certificate) {
  if (certificate.point && certificate.floating) {
    return "exists (pt one (xf (mkpt squares))).\n  " +
           computed("check_singular_point_sound net hid squares floating one one_sign");
  }
  return computed(
      "check_stratum_singular net hid base (fst (hd (nil, nil) strata)) (snd (hd (nil, nil) "
      "strata))\n    ltac:(vm_cast_no_check (eq_refl true))");
}

// About every point with the squares given; of parallel edges only their sum matters.
CoqTheorem point_theorem(const char* name, const char* property, const char* checker) {
  return {name, std::string("forall th, over net squares th -> ") + property + " net hid th",
          computed(checker)};
}

CoqTheorem strata_theorem(const Claim& claim) {
  const std::string complete = claim.complete ? "true" : "false";
  return {"M_strata",
          "length strata = " + std::to_string(claim.count) +
              "%nat /\\ strata_are net hid (map fst strata) " + complete,
          "split; [vm_compute; reflexivity|].\n  " +
              computed(claim.complete ? "check_all_strata_sound net hid base strata search"
                                      : "check_strata_sound net hid base strata")};
}

CoqTheorem no_regular_theorem(const Certificate& certificate) {
  const bool in = certificate.always_floating && certificate.always_floating->kind == CutKind::in;
  return {"M_no_regular_point", "forall th, ~ regular_at net hid th",
          computed(std::string("check_no_regular_sound net hid ") + (in ? "true" : "false") +
                   " always_floating")};
}

CoqTheorem distance_theorem(const Claim& claim) {
  const std::string squared = "(" + coq_rational(claim.squared) + ")";
  return {"distance_to_singular",
          "forall th, over net squares th -> distance_is net hid th (Q2R " + squared + ")",
          computed("check_distance_over net hid squares nearest reach " + squared)};
}

// Two points are joined exactly if they have the same sign on each of the edges, and every choice
// of signs occurs.
std::string told_by_signs(const std::string& points, const std::string& edges) {
  const std::string is = points + " net hid";
  const std::string on_each = "forall e, In e (" + edges + ") -> (0 < ";
  return "(forall a b, " + is + " a -> " + is + " b ->\n     joined net (" + is +
         ") a b <->\n     (" + on_each + "a e * b e)%R)) /\\\n" +
         "  (forall s : point, issign s ->\n     exists a, " + is + " a /\\ " + on_each +
         "s e * a e)%R)";
}

CoqTheorem computation(const std::string& name, const std::string& checker) {
  return {name, checker + " = true", "vm_cast_no_check (eq_refl true).", CoqRank::lemma};
}

std::vector<CoqTheorem> components_theorems(const Claim& claim) {
  const std::string log2 = std::to_string(claim.log2);
  const std::string data = " net hid base locks bypass free " + log2 + "%N";
  return {computation("components_checked", "check_components" + data),
          {"M_components", "components net (M net hid) (2 ^ " + log2 + ")%N",
           "exact (check_components_sound" + data + " components_checked)."},
          {"M_signs", told_by_signs("M", "map lk_edge locks"),
           "exact (check_signs_sound" + data + " components_checked)."}};
}

std::vector<CoqTheorem> connected_theorems() {
  const std::string data = " net hid base locks bypass free";
  return {computation("connected_checked", "check_connected" + data),
          {"M_connected",
           "(exists a, M net hid a) /\\\n"
           "  forall a b, M net hid a -> M net hid b -> joined net (M net hid) a b",
           "exact (check_connected_sound" + data + " connected_checked)."},
          {"M_not_disconnected", "~ disconnected net (M net hid)",
           "exact (check_connected_not_disconnected" + data + " connected_checked)."}};
}

std::vector<CoqTheorem> regular_components_theorems(const Claim& claim) {
  const std::string log2 = std::to_string(claim.log2);
  const std::string data =
      " net hid locks weaks interior interior_forest\n    bypass regular_free " + log2 + "%N";
  return {computation("regular_components_checked", "check_regular_components" + data),
          {"M_regular_components", "components net (regular_at net hid) (2 ^ " + log2 + ")%N",
           "exact (check_regular_components_sound" + data + " regular_components_checked)."},
          {"M_regular_signs", told_by_signs("regular_at", "signed locks weaks"),
           "exact (check_regular_signs_sound" + data + " regular_components_checked)."}};
}

CoqTheorem disconnected_theorem() {
  return {"M_disconnected",
          "disconnected net (M net hid) /\\\n"
          "  exists a b, M net hid a /\\ M net hid b /\\ ~ joined net (M net hid) a b",
          computed("check_disconnected_sound net hid base locks")};
}

std::vector<CoqTheorem> theorems_of(const Certificate& certificate, const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::empty:
      return {{"M_empty", "forall th, ~ M net hid th",
               computed("check_empty_sound net hid locks contradiction")}};
    case ClaimKind::nonempty:
      return {
          {"M_nonempty", "exists th, M net hid th", computed("check_nonempty_sound net hid base")}};
    case ClaimKind::components:
      return components_theorems(claim);
    case ClaimKind::connected:
      return connected_theorems();
    case ClaimKind::disconnected:
      return {disconnected_theorem()};
    case ClaimKind::singular_point:
      return {point_theorem("singular_point", "singular_at",
                            "check_singular_point_over net hid squares floating")};
    case ClaimKind::regular_point:
      return {point_theorem("regular_point", "regular_at",
                            "check_regular_point_over net hid squares forest")};
    case ClaimKind::singular_exists:
      return {{"M_singular", "exists th, singular_at net hid th", singular_somewhere(certificate)}};
    case ClaimKind::smooth:
      return {{"M_smooth", "forall th, M net hid th -> regular_at net hid th",
               computed("check_smooth_sound net hid search")}};
    case ClaimKind::regular_components:
      return regular_components_theorems(claim);
    case ClaimKind::no_regular_point:
      return {no_regular_theorem(certificate)};
    case ClaimKind::strata:
      return {strata_theorem(claim)};
    case ClaimKind::distance:
      return {distance_theorem(claim)};
  }
  return {};
}

}  // namespace

std::vector<std::string> theory_roots(const Certificate& certificate, CoqDialect dialect) {
  std::vector<std::string> roots{"Theory"};
  if (!certificate.locks.empty()) roots.emplace_back("Locks");
  if (certificate.interior || certificate.always_floating) {
    for (const char* file : {"RegularPoints", "RegularCuts", "RegularFree", "RegularPart"}) {
      roots.emplace_back(file);
    }
  }
  const bool strata = needs_strata(certificate), search = needs_search(certificate);
  if (strata || search || certificate.point) roots.emplace_back("Floating");
  if (strata || search) roots.emplace_back("Strata");
  if (search) roots.emplace_back("Search");
  if (certificate.point) {
    roots.emplace_back("Distance");
    roots.emplace_back("Parallel");
  }
  if (dialect == CoqDialect::primitive) {
    roots.emplace_back("Fast");
    if (certificate.interior) roots.emplace_back("FastRegular");
  }
  return roots;
}

std::vector<CoqTheorem> coq_theorems(const Certificate& certificate, const CoqEdges& edges) {
  std::vector<CoqTheorem> theorems;
  add_locks(certificate, edges, theorems);
  for (const Claim& claim : certificate.claims) {
    for (CoqTheorem& theorem : theorems_of(certificate, claim)) {
      theorems.push_back(std::move(theorem));
    }
  }
  return theorems;
}

}  // namespace isthmus::proof
