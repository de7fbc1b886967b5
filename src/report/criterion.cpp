#include "report/criterion.hpp"

#include <string_view>

namespace isthmus {
namespace {

template <class Spell>
std::string sum_over(const Names& names, const WallInequality& wall, Spell spell) {
  std::string sum;
  for (const NodeId v : wall.set) {
    if (!sum.empty()) sum += " + ";
    sum += spell(names.of(v));
  }
  return sum;
}

std::string escaped(char c) {
  static constexpr std::string_view special = "#$%&_{}";
  if (special.find(c) != std::string_view::npos) return std::string("\\") + c;
  if (c == '\\') return "\\backslash{}";
  if (c == '^') return "\\hat{}";
  if (c == '~') return "\\sim{}";
  return std::string(1, c);
}

}  // namespace

std::string latex_name(const std::string& text) {
  std::string letters;
  for (const char c : printable(text)) letters += escaped(c);
  return "\\mathrm{" + letters + "}";
}

std::string wall_text(const Names& names, const WallInequality& wall) {
  const auto spell = [](const std::string& id) { return "c(" + printable(id) + ")"; };
  return sum_over(names, wall, spell) + (wall.kind == CutKind::in ? " <= 0" : " >= 0");
}

std::string wall_latex(const Names& names, const WallInequality& wall) {
  const auto spell = [](const std::string& id) { return "c_{" + latex_name(id) + "}"; };
  return sum_over(names, wall, spell) + (wall.kind == CutKind::in ? " \\le 0" : " \\ge 0");
}

}  // namespace isthmus
