// Heat maps as SVG. All lengths are integers, in tenths of a pixel, and colours are chosen in exact
// arithmetic, so that every machine draws the same. Neighbours of one colour share a rectangle.
#include "isthmus/draw/heat_map.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "draw/pixels.hpp"
#include "isthmus/draw/label.hpp"
#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

using draw::px;

constexpr int levels = 255;
constexpr std::int64_t left = 700;
constexpr std::int64_t top = 640;
constexpr std::int64_t bottom = 560;
constexpr std::int64_t right = 1050;
constexpr std::int64_t bar_gap = 300;
constexpr std::int64_t bar_width = 160;
constexpr std::int64_t plot_size = 5400;

struct Colour {
  int red, green, blue;
};

/// "cividis" at equal steps (Nuñez, Anderton and Renslow, PLoS ONE 13, 2018).
constexpr std::array<Colour, 11> anchors = {{{0, 34, 78},
                                             {18, 53, 112},
                                             {59, 73, 108},
                                             {82, 90, 109},
                                             {102, 106, 113},
                                             {124, 123, 120},
                                             {146, 141, 120},
                                             {170, 160, 114},
                                             {197, 181, 104},
                                             {225, 204, 85},
                                             {254, 232, 56}}};

int between(int a, int b, int part, int whole) { return a + (b - a) * part / whole; }

/// The colour of a level 0 … levels.
Colour colour_of(int level) {
  constexpr int steps = static_cast<int>(anchors.size()) - 1;
  const int step = std::min(level * steps / levels, steps - 1);
  const int part = level * steps - step * levels;
  const Colour& a = anchors[static_cast<std::size_t>(step)];
  const Colour& b = anchors[static_cast<std::size_t>(step) + 1];
  return {between(a.red, b.red, part, levels), between(a.green, b.green, part, levels),
          between(a.blue, b.blue, part, levels)};
}

std::string hex(const Colour& colour) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text = "#";
  for (const int part : {colour.red, colour.green, colour.blue}) {
    text += digits[part / 16];
    text += digits[part % 16];
  }
  return text;
}

Integer floor_of(const Rational& q) { return numerator_of(q) / denominator_of(q); }

/// 0.123 as "0.12", to two places; tiny ones as 0.
std::string two_places(const Rational& q) {
  const Integer hundredths = floor_of(q * 100 + Rational(1, 2));
  if (hundredths == 0) return "0";
  const std::string digits = to_text(Integer(hundredths % 100));
  return to_text(Integer(hundredths / 100)) + "." + (digits.size() < 2 ? "0" : "") + digits;
}

class HeatMapWriter {
 public:
  explicit HeatMapWriter(const HeatMap& map) : map_(map), limit_(heat_map_top(map)) {
    const std::size_t most = std::max(map.columns.size(), map.rows.size());
    cell_ = std::clamp<std::int64_t>(plot_size / static_cast<std::int64_t>(most), 10, 480);
    width_ = cell_ * static_cast<std::int64_t>(map.columns.size());
    height_ = cell_ * static_cast<std::int64_t>(map.rows.size());
    bar_height_ = std::max<std::int64_t>(height_, 1200);
  }

  std::string write() {
    open();
    for (std::size_t row = 0; row < map_.rows.size(); ++row) draw_row(row);
    draw_frame(left, top, width_, height_);
    label_columns();
    label_rows();
    draw_bar();
    return text_ + "</svg>\n";
  }

 private:
  void open() {
    const std::int64_t plain = left + width_ + right;
    const std::int64_t all_width = std::max<std::int64_t>(plain, title_width());
    const std::string w = px(all_width);
    const std::string h = px(top + bar_height_ + bottom);
    text_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + w + "\" height=\"" +
            h + "\" viewBox=\"0 0 " + w + " " + h +
            "\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#1f2328\">\n<title>" +
            xml_escaped(map_.title) + "</title>\n<rect width=\"" + w + "\" height=\"" + h +
            "\" fill=\"#ffffff\"/>\n";
    write_text(left, 250, "start", map_.title, " font-size=\"15\" font-weight=\"600\"");
    write_text(left, 450, "start", map_.subtitle, " fill=\"#57606a\"");
  }

  /// Enough for both lines above the picture, at about 0.6 of the font size a character.
  [[nodiscard]] std::int64_t title_width() const {
    const auto characters = [](const std::string& text) {
      return static_cast<std::int64_t>(label_columns(text));
    };
    return left + 150 + std::max(characters(map_.title) * 85, characters(map_.subtitle) * 66);
  }

  [[nodiscard]] static std::int64_t label_columns(const std::string& text) {
    return static_cast<std::int64_t>(isthmus::label_columns(text));
  }

  void write_text(std::int64_t x, std::int64_t y, const char* anchor, const std::string& label,
                  const std::string& more = "") {
    text_ += "<text x=\"" + px(x) + "\" y=\"" + px(y) + "\" text-anchor=\"" + anchor + "\"" + more +
             ">" + xml_escaped(label) + "</text>\n";
  }

  void rectangle(std::int64_t x, std::int64_t y, std::int64_t w, std::int64_t h,
                 const std::string& fill) {
    text_ += "<rect x=\"" + px(x) + "\" y=\"" + px(y) + "\" width=\"" + px(w) + "\" height=\"" +
             px(h) + "\" fill=\"" + fill + "\" shape-rendering=\"crispEdges\"/>\n";
  }

  void draw_frame(std::int64_t x, std::int64_t y, std::int64_t w, std::int64_t h) {
    text_ += "<rect x=\"" + px(x) + "\" y=\"" + px(y) + "\" width=\"" + px(w) + "\" height=\"" +
             px(h) + "\" fill=\"none\" stroke=\"#1f2328\"/>\n";
  }

  [[nodiscard]] const std::optional<Rational>& value(std::size_t row, std::size_t column) const {
    return map_.values[row * map_.columns.size() + column];
  }

  [[nodiscard]] int level(const Rational& q) const {
    return static_cast<int>(floor_of(q / limit_ * levels + Rational(1, 2)));
  }

  [[nodiscard]] std::string fill_of(std::size_t row, std::size_t column) const {
    const auto& q = value(row, column);
    return q ? hex(colour_of(level(*q))) : "#d0d7de";
  }

  [[nodiscard]] std::int64_t x_of(std::size_t column) const {
    return left + cell_ * static_cast<std::int64_t>(column);
  }
  [[nodiscard]] std::int64_t y_of(std::size_t row) const {
    return top + height_ - cell_ * static_cast<std::int64_t>(row + 1);
  }

  void draw_row(std::size_t row) {
    for (std::size_t start = 0; start < map_.columns.size();) {
      const std::string fill = fill_of(row, start);
      std::size_t end = start + 1;
      while (end < map_.columns.size() && fill_of(row, end) == fill) ++end;
      rectangle(x_of(start), y_of(row), x_of(end) - x_of(start), cell_, fill);
      start = end;
    }
    constexpr std::int64_t legible = 320;
    for (std::size_t column = 0; cell_ >= legible && column < map_.columns.size(); ++column) {
      if (value(row, column)) write_value(row, column);
    }
  }

  void write_value(std::size_t row, std::size_t column) {
    const bool dark = level(*value(row, column)) < levels * 11 / 20;
    write_text(x_of(column) + cell_ / 2, y_of(row) + cell_ / 2 + 40, "middle",
               two_places(*value(row, column)),
               dark ? " font-size=\"11\" fill=\"#ffffff\"" : " font-size=\"11\"");
  }

  /// Every how many cells there is a label, so that labels are `apart` from each other.
  [[nodiscard]] std::size_t label_step(std::int64_t apart) const {
    std::size_t step = 1;
    for (std::size_t i = 0; static_cast<std::int64_t>(step) * cell_ < apart; ++i) {
      step = step * (i % 3 == 1 ? 5 : 4) / 2;  // 1, 2, 5, 10, 20, 50, …
    }
    return step;
  }

  /// Positions with a label: with step 5 the first, the 5th, the 10th, …
  [[nodiscard]] static std::vector<std::size_t> labelled(std::size_t count, std::size_t step) {
    std::vector<std::size_t> places;
    if (step == 1 || step >= 5 || count < step) places.push_back(0);
    for (std::size_t i = step - 1; i < count; i += step) {
      if (i > 0) places.push_back(i);
    }
    return places;
  }

  void label_columns() {
    for (const std::size_t column : labelled(map_.columns.size(), label_step(300))) {
      write_text(x_of(column) + cell_ / 2, top + height_ + 170, "middle", map_.columns[column]);
    }
    write_text(left + width_ / 2, top + height_ + 400, "middle", map_.column_title);
  }

  void label_rows() {
    for (const std::size_t row : labelled(map_.rows.size(), label_step(180))) {
      write_text(left - 70, y_of(row) + cell_ / 2 + 42, "end", map_.rows[row]);
    }
    const std::string x = px(200);
    const std::string y = px(top + height_ / 2);
    text_ += "<text transform=\"translate(" + x + " " + y +
             ") rotate(-90)\" text-anchor=\"middle\">" + xml_escaped(map_.row_title) + "</text>\n";
  }

  void draw_bar() {
    const std::int64_t x = left + width_ + bar_gap;
    constexpr std::int64_t stripes = 64;
    for (std::int64_t i = 0; i < stripes; ++i) {
      const std::int64_t low = top + bar_height_ - bar_height_ * i / stripes;
      const std::int64_t high = top + bar_height_ - bar_height_ * (i + 1) / stripes;
      const int middle = static_cast<int>((2 * i + 1) * levels / (2 * stripes));
      rectangle(x, high, bar_width, low - high, hex(colour_of(middle)));
    }
    draw_frame(x, top, bar_width, bar_height_);
    constexpr int ticks = 5;
    for (int i = 0; i <= ticks; ++i) {
      const std::int64_t y = top + bar_height_ - bar_height_ * i / ticks;
      rectangle(x + bar_width, y - 5, 50, 10, "#1f2328");
      write_text(x + bar_width + 90, y + 42, "start", to_decimal(limit_ * i / ticks));
    }
    write_text(x + bar_width / 2, top - 130, "middle", map_.value_title);
  }

  const HeatMap& map_;
  Rational limit_;
  std::int64_t cell_ = 0, width_ = 0, height_ = 0, bar_height_ = 0;
  std::string text_;
};

}  // namespace

Rational heat_map_top(const HeatMap& map) {
  Rational most = 0;
  for (const auto& value : map.values) {
    if (value) most = std::max(most, *value);
  }
  if (most == 0) return 1;
  Rational limit = 1;
  while (limit < most) limit *= 10;
  while (limit / 10 >= most) limit /= 10;
  for (const int part : {5, 2}) {
    if (limit / part >= most) return limit / part;
  }
  return limit;
}

std::string to_svg(const HeatMap& map) {
  ensure(!map.values.empty() && map.values.size() == map.rows.size() * map.columns.size(),
         "a heat map has a value for every row and column");
  for (const auto& value : map.values) {
    ensure(!value || sign_of(*value) >= 0, "a heat map has no negative value");
  }
  return HeatMapWriter(map).write();
}

}  // namespace isthmus
