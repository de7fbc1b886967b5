// The plane of balances of two hidden nodes, cut by the walls.
//
// Chambers are the sectors between walls. Directions of walls are small integer vectors, so each
// sector is drawn as the part of a square that it covers: corners of the square and the points
// where walls leave it, sorted by angle with exact integer tests.
#include <algorithm>
#include <array>
#include <cstdint>
#include <ostream>

#include "isthmus/error.hpp"
#include "report/chamber_words.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

constexpr std::int64_t half = 220;  // half a side of the square, in pixels

struct Spot {
  std::int64_t x, y;
};

std::int64_t cross(const Spot& a, const Spot& b) { return a.x * b.y - a.y * b.x; }

bool upper(const Spot& a) { return a.y > 0 || (a.y == 0 && a.x > 0); }

bool by_angle(const Spot& a, const Spot& b) {
  if (upper(a) != upper(b)) return upper(a);
  return cross(a, b) > 0;
}

/// What a chamber or gap looks like: chambers by log2 of the number of components (Okabe and Ito's
/// colours, told apart by the colour-blind, lightened), grey lines where nothing is feasible.
std::string fill(std::size_t log2) {
  static const std::array<const char*, 5> colours = {"#f7f7f7", "#9fd3f0", "#f5c469", "#7fcdb0",
                                                     "#e7a9cb"};
  return colours[std::min(log2, colours.size() - 1)];
}

class Picture {
 public:
  Picture(std::ostream& out, const ChamberReport& report)
      : out_(out), report_(report), block_(report.chambers.blocks.front()) {}

  void write() {
    out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 520\" width=\"760\" "
            "height=\"520\" font-family=\"sans-serif\" font-size=\"14\">\n"
         << "<title>Chambers of " << escaped(report_.network.name) << "</title>\n"
         << "<defs><pattern id=\"none\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
            "patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" fill=\"#eeeeee\"/>"
            "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"8\" stroke=\"#999999\" stroke-width=\"2\"/>"
            "</pattern></defs>\n<rect width=\"760\" height=\"520\" fill=\"white\"/>\n";
    write_sectors();
    write_walls();
    write_legend();
    out_ << "</svg>\n";
  }

 private:
  static std::string escaped(const std::string& text) {
    std::string safe;
    for (const char each : text) {
      if (each == '<')
        safe += "&lt;";
      else if (each == '>')
        safe += "&gt;";
      else if (each == '&')
        safe += "&amp;";
      else if (static_cast<unsigned char>(each) >= 0x20)
        safe += each;
    }
    return safe;
  }

  /// The direction of a wall: a set of one or both coordinates.
  [[nodiscard]] Spot direction(std::size_t w) const {
    const bool first = contains(w, 0);
    const bool second = contains(w, 1);
    if (first && second) return {1, -1};
    return first ? Spot{0, 1} : Spot{1, 0};
  }
  [[nodiscard]] bool contains(std::size_t w, std::size_t i) const {
    const auto& set = block_.walls[w].set;
    return std::find(set.begin(), set.end(), block_.nodes[i]) != set.end();
  }

  void write_sectors() {
    std::vector<Spot> ends;
    for (std::size_t w = 0; w < block_.walls.size(); ++w) {
      const Spot d = direction(w);
      ends.push_back({half * d.x, half * d.y});
      ends.push_back({-half * d.x, -half * d.y});
    }
    std::sort(ends.begin(), ends.end(), by_angle);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      write_sector(ends[i], ends[(i + 1) % ends.size()]);
    }
  }

  void write_sector(const Spot& from, const Spot& to) {
    std::vector<Spot> corners;
    for (const Spot corner :
         {Spot{half, half}, Spot{-half, half}, Spot{-half, -half}, Spot{half, -half}}) {
      if (cross(from, corner) > 0 && cross(corner, to) > 0) corners.push_back(corner);
    }
    std::sort(corners.begin(), corners.end(),
              [](const Spot& a, const Spot& b) { return cross(a, b) > 0; });
    const Spot middle{from.x + to.x, from.y + to.y};
    const auto log2 = components_at(middle);
    out_ << "<polygon points=\"270,250 " << place(from);
    for (const Spot& corner : corners) out_ << " " << place(corner);
    out_ << " " << place(to) << "\" fill=\"" << (log2 ? fill(*log2) : "url(#none)") << "\"/>\n";
    Spot label = middle;
    const std::int64_t size = std::max(std::abs(label.x), std::abs(label.y));
    label = {label.x * 130 / size, label.y * 130 / size};
    out_ << "<text x=\"" << 270 + label.x << "\" y=\"" << 255 - label.y
         << "\" text-anchor=\"middle\" fill=\"#222222\"" << (log2 ? " font-size=\"20\"" : "")
         << (log2 ? "" : " stroke=\"white\" stroke-width=\"5\" paint-order=\"stroke\"") << ">"
         << (log2 ? short_power_of_two(*log2) : "no point") << "</text>\n";
  }

  static std::string place(const Spot& spot) {
    return std::to_string(270 + spot.x) + "," + std::to_string(250 - spot.y);
  }

  /// log2 of the number of components, nothing where no balance is feasible. Chambers that are
  /// alike under the swap of the two nodes are found by swapping.
  [[nodiscard]] std::optional<std::size_t> components_at(const Spot& c) const {
    for (const Chamber& chamber : block_.chambers) {
      if (has_signs(chamber, c) || (chamber.alike == 2 && has_signs(chamber, {c.y, c.x}))) {
        return chamber.locked.size();
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] bool has_signs(const Chamber& chamber, const Spot& c) const {
    for (std::size_t w = 0; w < block_.walls.size(); ++w) {
      const std::int64_t sum = (contains(w, 0) ? c.x : 0) + (contains(w, 1) ? c.y : 0);
      if (sum * chamber.signs[w] <= 0) return false;
    }
    return true;
  }

  void write_walls() {
    for (std::size_t w = 0; w < block_.walls.size(); ++w) {
      const Spot d = direction(w);
      out_ << "<path d=\"M" << place({-half * d.x, -half * d.y}) << " L"
           << place({half * d.x, half * d.y})
           << "\" stroke=\"#222222\" stroke-width=\"2\" fill=\"none\"/>\n";
    }
    out_ << "<rect x=\"50\" y=\"30\" width=\"440\" height=\"440\" fill=\"none\" "
            "stroke=\"#222222\"/>\n"
         << "<text x=\"270\" y=\"495\" text-anchor=\"middle\">" << axis(0) << " →</text>\n"
         << "<text transform=\"translate(35,250) rotate(-90)\" text-anchor=\"middle\">" << axis(1)
         << " →</text>\n";
  }
  [[nodiscard]] std::string axis(std::size_t i) const {
    return escaped(wall_sum(report_, {{block_.nodes[i]}, 0}));
  }

  void write_legend() {
    std::vector<std::size_t> seen;
    for (const Chamber& chamber : block_.chambers) seen.push_back(chamber.locked.size());
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    std::int64_t y = 50;
    out_ << "<text x=\"510\" y=\"" << y << "\" font-weight=\"bold\">components of M(c)</text>\n";
    for (const std::size_t log2 : seen) legend(y += 28, fill(log2), short_power_of_two(log2));
    legend(y += 28, "url(#none)", "infeasible: M(c) is empty");
    out_ << "<text x=\"510\" y=\"" << (y += 44) << "\" font-weight=\"bold\">walls</text>\n";
    for (const ChamberWall& wall : block_.walls) {
      out_ << "<text x=\"510\" y=\"" << (y += 22) << "\">" << escaped(wall_sum(report_, wall))
           << " = 0</text>\n";
    }
  }
  void legend(std::int64_t y, const std::string& colour, const std::string& words) {
    out_ << "<rect x=\"510\" y=\"" << y - 14 << "\" width=\"26\" height=\"18\" fill=\"" << colour
         << "\" stroke=\"#222222\"/>\n<text x=\"546\" y=\"" << y << "\">" << words << "</text>\n";
  }

  std::ostream& out_;
  const ChamberReport& report_;
  const ChamberBlock& block_;
};

}  // namespace

void write_svg(std::ostream& out, const ChamberReport& report) {
  const auto& blocks = report.chambers.blocks;
  if (report.contraction.graph.hidden_count() != 2 || blocks.size() != 1 ||
      blocks.front().nodes.size() != 2) {
    throw usage_error("a picture needs two hidden nodes in one block of the network",
                      "choose another format")
        .at("--to svg");
  }
  Picture(out, report).write();
}

}  // namespace isthmus
