#include <charconv>
#include <string_view>

#include "isthmus/error.hpp"
#include "isthmus/sampling/grid.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t largest_size = 1'000'000;
constexpr std::uint64_t most_cells = 10'000;

const char* const grammar = "write for example d=1..30,l=1..30 or d=1,2,5,10,l=1,10,100";

[[noreturn]] void refuse(const std::string& cause) { throw usage_error(cause, grammar); }

class GridReader {
 public:
  explicit GridReader(std::string_view text) : rest_(text) {}

  Grid read() {
    do {
      std::string_view piece = take_until(',');
      if (const std::size_t equals = piece.find('='); equals != piece.npos) {
        choose(piece.substr(0, equals));
        piece.remove_prefix(equals + 1);
      }
      if (list_ == nullptr) refuse(quoted(std::string(piece)) + " stands before d= and l=");
      add(piece);
    } while (more_);
    check();
    return std::move(grid_);
  }

 private:
  std::string_view take_until(char separator) {
    const std::size_t end = rest_.find(separator);
    const std::string_view piece = rest_.substr(0, end);
    more_ = end != rest_.npos;
    rest_.remove_prefix(more_ ? end + 1 : rest_.size());
    return piece;
  }

  void choose(std::string_view name) {
    if (name != "d" && name != "l") refuse(quoted(std::string(name)) + " is not d or l");
    list_ = name == "d" ? &grid_.inputs : &grid_.widths;
    if (!list_->empty()) refuse(std::string(name) + " is given twice");
  }

  static std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    if (!whole || value == 0 || value > largest_size) {
      refuse(quoted(std::string(text)) + " is not a whole number from 1 to 10^6");
    }
    return value;
  }

  void add(std::string_view piece) {
    const std::size_t dots = piece.find("..");
    const std::uint64_t first = number(piece.substr(0, dots));
    const std::uint64_t last = dots == piece.npos ? first : number(piece.substr(dots + 2));
    const bool increasing = first <= last && (list_->empty() || list_->back() < first);
    if (!increasing) refuse("the numbers do not increase at " + quoted(std::string(piece)));
    if (last - first >= most_cells) refuse_size();
    for (std::uint64_t value = first; value <= last; ++value) list_->push_back(value);
  }

  [[noreturn]] static void refuse_size() {
    throw usage_error("the grid has more than 10^4 networks", "give fewer sizes");
  }

  void check() const {
    if (grid_.inputs.empty()) refuse("the sizes d are missing");
    if (grid_.widths.empty()) refuse("the sizes l are missing");
    if (grid_.inputs.size() * grid_.widths.size() > most_cells) refuse_size();
  }

  std::string_view rest_;
  bool more_ = true;
  std::vector<std::uint64_t>* list_ = nullptr;
  Grid grid_;
};

}  // namespace

Grid parse_grid(const std::string& text) { return GridReader(text).read(); }

bool grid_has_bias(const std::string& architecture) {
  if (architecture == "mlp:d-l-1") return false;
  if (architecture == "mlp:d-l-1+bias") return true;
  throw usage_error("a grid is over shallow networks with one output, not " + quoted(architecture),
                    "write mlp:d-l-1 or mlp:d-l-1+bias with these letters, or drop the grid");
}

}  // namespace isthmus
