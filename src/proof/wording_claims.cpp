// What is claimed, and from which steps it follows.
#include <algorithm>

#include "isthmus/exact/parse.hpp"
#include "proof/wording_parts.hpp"

namespace isthmus::wording {
namespace {

constexpr std::uint64_t longest_power = 64;

// "2^5 = 32 connected components".
Line component_count(std::uint64_t log2) {
  Line line;
  line.math("2^{" + std::to_string(log2) + "}");
  if (log2 <= longest_power) line.math(" = " + power_of_two_text(log2));
  return line;
}

std::vector<EdgeId> edges_of(const std::vector<CutStep>& steps) {
  std::vector<EdgeId> edges;
  for (const CutStep& step : steps) edges.push_back(step.edge);
  std::sort(edges.begin(), edges.end());
  return edges;
}

// "one for each choice of signs of the 3 weights at e, f, g".
Line sign_choices(const Writer& writer, std::uint64_t log2, const std::vector<EdgeId>& edges) {
  Line line(", one for each ");
  if (log2 == 1) {
    line.say("sign of the weight at ");
  } else {
    line.say("choice of signs of the ").count(log2).say(" weights at ");
  }
  return line.add(writer.edges(edges)).say(".");
}

Line components(const Writer& writer, std::uint64_t log2) {
  if (log2 == 0) return Line().math("M(c)").say(" is connected, and path connected.");
  Line line;
  line.math("M(c)").say(" has exactly ").add(component_count(log2));
  line.say(" connected components, which are also its path components");
  return line.add(sign_choices(writer, log2, edges_of(writer.certificate.locks)));
}

Line regular_components(const Writer& writer, std::uint64_t log2) {
  Line line("The regular points of ");
  line.math("M(c)");
  if (log2 == 0) return line.say(" form one connected component.");
  std::vector<EdgeId> edges = edges_of(writer.certificate.locks);
  const std::vector<EdgeId> weak = edges_of(writer.certificate.weak);
  edges.insert(edges.end(), weak.begin(), weak.end());
  std::sort(edges.begin(), edges.end());
  line.say(" form exactly ").add(component_count(log2)).say(" connected components");
  return line.add(sign_choices(writer, log2, edges));
}

Line at_point(const char* rank) {
  Line line("The Jacobian of the laws has rank ");
  line.math(rank).say(" at every ").math("θ ∈ M(c)").say(" with ").math("θ^2 = p");
  return line.say(", where ").math("p").say(" is the point given in the proof.");
}

Line strata(const Claim& claim) {
  const char* these = claim.count == 1
                          ? " set of hidden nodes is detachable, the one listed in the proof"
                          : " sets of hidden nodes are detachable, those listed in the proof";
  if (claim.count == 0 && claim.complete) {
    return Line("No set of hidden nodes is detachable: at no point of ")
        .math("M(c)")
        .say(" is there a component of the graph of nonzero weights that misses the ground.");
  }
  Line line(claim.complete ? "Exactly " : "At least ");
  line.count(claim.count).say(these);
  return line.say(": a set is detachable if at some point of ")
      .math("M(c)")
      .say(" it is a component of the graph of nonzero weights.");
}

Line distance(const Claim& claim) {
  Line line("The squared distance of any ");
  line.math("θ").say(" with ").math("θ^2 = p").say(", where ").math("p");
  line.say(
      " is the point given in the proof, to the set of all weights (of any balance) where the "
      "Jacobian has a rank below ");
  return line.math("h").say(" is exactly ").number(claim.squared).say(".");
}

Line statement(const Writer& writer, const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::empty:
      return Line().math("M(c)").say(" is empty: no weights satisfy all laws.");
    case ClaimKind::nonempty:
      return Line().math("M(c)").say(" is not empty.");
    case ClaimKind::components:
      return components(writer, claim.log2);
    case ClaimKind::connected:
      return components(writer, 0);
    case ClaimKind::disconnected:
      return Line().math("M(c)").say(" is not connected.");
    case ClaimKind::singular_point:
      return at_point("< h");
    case ClaimKind::regular_point:
      return at_point("h");
    case ClaimKind::singular_exists:
      return Line().math("M(c)").say(
          " has a singular point: the Jacobian of the laws has a rank "
          "below the number of hidden nodes there.");
    case ClaimKind::smooth:
      return Line().math("M(c)").say(
          " has no singular point: the Jacobian of the laws has full "
          "rank at each of its points.");
    case ClaimKind::regular_components:
      return regular_components(writer, claim.log2);
    case ClaimKind::no_regular_point:
      return Line("No point of ")
          .math("M(c)")
          .say(
              " is regular: the Jacobian of the laws nowhere "
              "has full rank.");
    case ClaimKind::strata:
      return strata(claim);
    case ClaimKind::distance:
      return distance(claim);
  }
  return {};
}

Line component_reason() {
  return Line(
      "The base point shows that there is a flow. Every weight of the theorem is nonzero "
      "for all flows by a step “L”; every other one vanishes in some flow, is a loop or a "
      "bundle. The lemma on components applies.");
}

Line regular_reason() {
  return Line(
      "The interior point is regular. The weights of the theorem are nonzero at every "
      "regular point by the steps “L” and “W”; every other one vanishes at some regular "
      "point, is a loop or a bundle. The lemma on regular components applies.");
}

Line singular_reason(const Writer& writer) {
  if (writer.certificate.floating) return "The point and its floating set show one.";
  return "At the point of any of the strata its set floats, so the lemma on the rank applies.";
}

Line strata_reason(const Claim& claim) {
  if (claim.complete && claim.count == 0) return "The search has excluded every set.";
  if (!claim.complete) return "Each was shown with a point at which it floats.";
  return "Each was shown with a point at which it floats; the search found no other.";
}

Line reason(const Writer& writer, const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::empty:
      return "Shown above: the laws contradict each other.";
    case ClaimKind::nonempty:
      return Line("The square roots of the base point are a point of ").math("M(c)").say(".");
    case ClaimKind::components:
    case ClaimKind::connected:
      return component_reason();
    case ClaimKind::disconnected:
      return Line("A weight that is never zero takes both signs: the base point gives a point of ")
          .math("M(c)")
          .say(", and changing the sign of one weight gives another. Its two signs split ")
          .math("M(c)")
          .say(" into two nonempty open parts.");
    case ClaimKind::singular_point:
      return "Shown above: the rows of a floating set add up to zero.";
    case ClaimKind::regular_point:
      return "Shown above: the forest reaches every hidden node.";
    case ClaimKind::singular_exists:
      return singular_reason(writer);
    case ClaimKind::smooth:
      return "By the lemma on the rank a singular point would have a floating component; the "
             "search "
             "has excluded every one.";
    case ClaimKind::regular_components:
      return regular_reason();
    case ClaimKind::no_regular_point:
      return "Shown above: one set floats at every point.";
    case ClaimKind::strata:
      return strata_reason(claim);
    case ClaimKind::distance:
      return "Shown above: the given set has this cut, and no set has a smaller one.";
  }
  return {};
}

// The claims without those that say the same as an earlier one: “connected” is one component.
std::vector<Claim> different_claims(const Certificate& certificate) {
  std::vector<Claim> claims;
  std::vector<Claim> meanings;
  for (const Claim& claim : certificate.claims) {
    Claim meaning = claim;
    if (meaning.kind == ClaimKind::connected) meaning = {ClaimKind::components, 0};
    if (std::find(meanings.begin(), meanings.end(), meaning) != meanings.end()) continue;
    meanings.push_back(meaning);
    claims.push_back(claim);
  }
  return claims;
}

Line setting(const Writer& writer) {
  Line line("Let ");
  line.math("G").say(" be the network below, ").math("c").say(" its balance, and ").math("M(c)");
  line.say(" the set of all weights ").math("θ").say(" that satisfy the ");
  return line.say(writer.hidden() == 1 ? "law" : counted(writer.hidden(), "law", "laws"))
      .say(" below.");
}

}  // namespace

void write_theorem(const Writer& writer) {
  std::vector<Line> claims;
  for (const Claim& claim : different_claims(writer.certificate)) {
    claims.push_back(statement(writer, claim));
  }
  writer.page.begin(Line("Proof of ")
                        .say(counted(claims.size(), "statement about an invariant variety",
                                     "statements about an invariant variety")));
  writer.page.theorem(setting(writer), claims);
}

void write_conclusions(const Writer& writer) {
  writer.page.heading("Conclusion");
  std::size_t number = 0;
  for (const Claim& claim : different_claims(writer.certificate)) {
    Line line = Line("Statement ").count(++number).say(". ").add(reason(writer, claim));
    writer.page.paragraph(line);
  }
}

}  // namespace isthmus::wording
