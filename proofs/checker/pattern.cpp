// A certificate about a pattern from its first key to its last: the pattern and its states, the
// merges of layers, the limit and its window.
#include "pattern.hpp"

#include <charconv>

namespace isthmus_check {

Ids elements(const Set& set) {
  Ids result;
  for (auto i = mpz_scan1(set.get_mpz_t(), 0); i != ~mp_bitcnt_t{0};
       i = mpz_scan1(set.get_mpz_t(), i + 1))
    result.push_back(static_cast<Id>(i));
  return result;
}

namespace {

constexpr int max_exponent = 1'000'000;

struct Layer {
  std::vector<Set> rows;  // for each output its inputs
  std::size_t inputs = 0;
};
using Laurent = std::map<long, Rational>;
using LaurentMatrix = std::vector<std::map<Id, Laurent>>;  // by row

class Reader {
 public:
  explicit Reader(PatternText& in) : in_(in) {}
  // What follows the key "pattern".
  std::string run() {
    in_.section("pattern");
    read_pattern();
    in_.section("");
    in_.match(",claim:");
    const std::string claim(in_.word());
    in_.require(claim == "closed" || claim == "not-closed", " is unknown here");
    in_.advance();
    claim == "closed" ? closed() : not_closed();
    in_.match("}");
    in_.require(in_.token().empty(), "the file goes on after the certificate");
    return claim;
  }

 private:
  // ---- the pattern ------------------------------------------------------------------------------

  void read_pattern() {
    in_.match(":{layers:");
    in_.array([&] {
      Layer layer;
      in_.array([&] { layer.rows.push_back(row(layer)); });
      in_.require(!layer.rows.empty(), "a layer is empty");
      const bool fits = layers_.empty() || layer.inputs == layers_.back().rows.size();
      in_.require(fits, "the inputs of a layer are not the outputs of the one before");
      layers_.push_back(std::move(layer));
    });
    in_.match("}");
    in_.require(!layers_.empty(), "there is no layer");
    std::string sizes = "pattern " + std::to_string(layers_[0].inputs);
    for (const Layer& layer : layers_) sizes += " " + std::to_string(layer.rows.size());
    in_.dump(sizes);
  }
  Set row(Layer& layer) {
    const std::string digits(in_.word().rbegin(), in_.word().rend());  // the first is the lowest
    const bool good = !digits.empty() && digits.find_first_not_of("01") == std::string::npos;
    if (layer.rows.empty()) layer.inputs = digits.size();
    in_.require(good && digits.size() == layer.inputs,
                " is no row of 0 and 1 as long as the others");
    read_digits_ += digits.size();
    in_.require(read_digits_ <= 100'000'000, "the pattern has too many entries");
    in_.advance();
    return Set(digits, 2);
  }
  // The support of the product of two layers.
  Layer product(const Layer& first, const Layer& second) {
    Layer result{{}, first.inputs};
    for (const Set& row : second.rows) {
      Set& entries = result.rows.emplace_back();
      for (const Id k : elements(row)) {
        in_.spend(1 + first.inputs / 512);
        entries |= first.rows[k];
      }
    }
    return result;
  }
  Layer product(std::size_t from, std::size_t to) {
    Layer result = layers_[from];
    for (std::size_t l = from + 1; l < to; ++l) result = product(result, layers_[l]);
    return result;
  }
  // The neurons between two layers.
  static State state(const Layer& first, const Layer& second) {
    State result;
    for (std::size_t i = 0; i < second.rows.size(); ++i) add(result.extent[rows], i);
    for (std::size_t j = 0; j < first.inputs; ++j) add(result.extent[columns], j);
    for (const Set& inputs : first.rows) result.neurons.push_back({{Set(), inputs}});
    for (std::size_t i = 0; i < second.rows.size(); ++i)
      for (const Id k : elements(second.rows[i])) add(result.neurons[k].of[rows], i);
    return result;
  }

  // ---- closed -----------------------------------------------------------------------------------

  // A full pair of layers has all products that a layer with the support of their product has.
  void closed() {
    in_.match(",merges:");
    std::size_t number = 0;
    in_.array([&] {
      in_.section("merges[" + std::to_string(number++) + "]");
      in_.match("{layer:");
      const std::size_t l = in_.id(layers_.size());
      in_.check(l + 1 < layers_.size() && layers_.size() > 2, "there is nothing to merge");
      in_.match(",proof:");
      check_closed(in_, state(layers_[l], layers_[l + 1]), true);
      in_.match("}");
      layers_[l] = product(layers_[l], layers_[l + 1]);
      layers_.erase(layers_.begin() + static_cast<std::ptrdiff_t>(l) + 1);
    });
    in_.section("proof");
    in_.match(",proof:");
    if (in_.accept("chain", in_.word())) return chain();
    in_.require(in_.token() == "[", " is neither a list of steps nor a chain");
    in_.check(layers_.size() <= 2, "more than two layers are left");
    if (layers_.size() == 2) return check_closed(in_, state(layers_[0], layers_[1]), false);
    in_.match("[]");  // matrices with a given support are a linear space
  }

  // T15: on every level the rectangles of units, what they reach times what reaches them, are
  // equal, one class, or disjoint, and a unit behind it is joined to whole classes. Then the
  // products are all matrices of rank at most the size of the class on each rectangle. Rectangles
  // cover the support, so that they are disjoint if their sizes add up to its size.
  void chain() {
    in_.check(layers_.size() > 1, "there is one layer");
    std::size_t entries = 0;
    for (const Set& row : product(0, layers_.size()).rows) entries += size(row);
    for (std::size_t level = 1; level < layers_.size(); ++level) {
      const State units = state(product(0, level), product(level, layers_.size()));
      std::map<std::pair<Set, Set>, Set> classes;
      for (std::size_t k = 0; k < units.neurons.size(); ++k) {
        const Neuron& unit = units.neurons[k];
        in_.spend(1 + mpz_size(unit.of[rows].get_mpz_t()) + mpz_size(unit.of[columns].get_mpz_t()));
        if (unit.of[rows] != 0 && unit.of[columns] != 0) add(classes[{unit.of[0], unit.of[1]}], k);
      }
      std::size_t covered = 0;
      for (const auto& [block, members] : classes)
        covered += size(block.first) * size(block.second);
      in_.check(covered == entries, "two blocks of a level overlap");
      const Set alive = leading_on(level + 1);
      for (const Id q : elements(alive)) {
        for (const auto& [block, members] : classes) {
          const Set joined = layers_[level].rows[q] & members;
          in_.spend(1 + mpz_size(members.get_mpz_t()) / 8);
          in_.check(joined == 0 || joined == members, "a unit is joined to a part of a class");
        }
      }
      in_.next_step();
      in_.say("blocks without a common entry, joined as a whole: given by their ranks");
    }
  }
  // The units of a level with a path to an output.
  Set leading_on(std::size_t level) {
    Set result;
    if (level < layers_.size()) {
      for (const Set& row : product(level, layers_.size()).rows) result |= row;
    } else {
      for (std::size_t i = 0; i < layers_.back().rows.size(); ++i) add(result, i);
    }
    return result;
  }

  // ---- not closed -------------------------------------------------------------------------------

  void not_closed() {
    in_.match(",limit:");
    in_.section("limit");
    const Matrix limit = read_limit();
    in_.match(",factors:");
    in_.section("factors");
    require_limit(limit);
    in_.match(",split:");
    in_.section("window");
    const std::size_t split = in_.id(layers_.size());
    in_.check(split > 0, "no layer is before the split");
    const State two = state(product(0, split), product(split, layers_.size()));
    in_.match(",window:{rows:");
    const State window = read_window(two);
    in_.match("},side:");
    const Side side = in_.side();
    in_.match(",refutation:");
    in_.section("refutation");
    check_refutation(in_, window, limit, side);
  }
  std::pair<Id, Id> position(std::size_t height, std::size_t width, const std::pair<Id, Id>* last) {
    in_.match("[");
    const Id i = in_.id(height);
    in_.match(",");
    const Id j = in_.id(width);
    in_.match(",");
    in_.require(last == nullptr || *last < std::pair(i, j), "the entries do not increase");
    return {i, j};
  }
  Rational nonzero() {
    Rational value = in_.rational();
    in_.require(sgn(value) != 0, "an entry is zero");
    return value;
  }
  Matrix read_limit() {
    Matrix limit;
    in_.array([&] {
      const auto* last = limit.empty() ? nullptr : &limit.rbegin()->first;
      const auto at = position(layers_.back().rows.size(), layers_[0].inputs, last);
      limit[at] = nonzero();
      in_.match("]");
    });
    return limit;
  }
  // The factors are within the pattern, and their product is the limit and terms with ε.
  void require_limit(const Matrix& limit) {
    LaurentMatrix all;
    std::size_t l = 0;
    in_.array([&] {
      in_.check(l < layers_.size(), "there are more factors than layers");
      LaurentMatrix factor = read_factor(layers_[l]);
      all = l++ == 0 ? std::move(factor) : multiply(factor, all);
    });
    in_.check(l == layers_.size(), "there are fewer factors than layers");
    Matrix found;
    for (Id i = 0; i < all.size(); ++i)
      for (const auto& [j, entry] : all[i])
        for (const auto& [exponent, q] : entry) {
          in_.check(exponent >= 0 || sgn(q) == 0, "an entry of the product has no limit");
          if (exponent == 0 && sgn(q) != 0) found[{i, j}] = q;
        }
    in_.check(found == limit, "the product tends to another limit");
  }
  LaurentMatrix read_factor(const Layer& layer) {
    LaurentMatrix factor(layer.rows.size());
    std::pair<Id, Id> last;
    bool first = true;
    in_.array([&] {
      last = position(layer.rows.size(), layer.inputs, first ? nullptr : &last);
      first = false;
      factor[last.first][last.second] = laurent();
      in_.match("]");
      in_.check(has(layer.rows[last.first], last.second), "a factor leaves the pattern");
    });
    return factor;
  }
  Laurent laurent() {
    Laurent result;
    in_.match("{");
    do {
      const std::string_view word = in_.word();
      long exponent = 0;
      const auto [stop, error] = std::from_chars(word.begin(), word.end(), exponent);
      const bool number = error == std::errc{} && std::to_string(exponent) == word;
      const bool in_range = exponent >= -max_exponent && exponent <= max_exponent;
      in_.require(number && in_range, " is no exponent");
      in_.require(result.empty() || result.rbegin()->first < exponent,
                  "the exponents do not increase");
      in_.advance();
      in_.match(":");
      result[exponent] = nonzero();
    } while (in_.accept(",", in_.token()));
    in_.match("}");
    return result;
  }
  LaurentMatrix multiply(const LaurentMatrix& left, const LaurentMatrix& right) {
    LaurentMatrix result(left.size());
    for (std::size_t i = 0; i < left.size(); ++i)
      for (const auto& [k, factor] : left[i])
        for (const auto& [j, entry] : right[k])
          for (const auto& [e, p] : factor)
            for (const auto& [f, q] : entry) {
              Rational& sum = result[i][j][e + f];
              sum += p * q;
              in_.spend(20 + 4 * (mpz_size(sum.get_num_mpz_t()) + mpz_size(sum.get_den_mpz_t())));
            }
    return result;
  }
  // If the limit is attained, what is seen in the window belongs to its state: every observed entry
  // is the sum of the same products.
  State read_window(const State& two) {
    State window;
    std::vector<Id> origins;
    const std::size_t end[2] = {layers_.back().rows.size(), layers_[0].inputs};
    window.extent[rows] = in_.set(end[rows]);
    in_.match(",columns:");
    window.extent[columns] = in_.set(end[columns]);
    in_.match(",neurons:");
    in_.array([&] {
      in_.match("{origin:");
      const Neuron& origin = two.neurons[origins.emplace_back(in_.id(two.neurons.size()))];
      Neuron& piece = window.neurons.emplace_back();
      for (const Side side : {rows, columns}) {
        in_.match(side == rows ? ",rows:" : ",columns:");
        piece.of[side] = in_.set(end[side], true);
        const bool inside = within(piece.of[side], origin.of[side] & window.extent[side]);
        in_.check(inside, "a neuron of the window leaves its origin");
      }
      in_.match("}");
    });
    in_.match(",free:");
    in_.array([&] {
      in_.match("[");
      const Id i = in_.id(end[rows]);
      const auto& free = window.free[rows];
      in_.require(free.empty() || free.rbegin()->first < i, "the rows do not increase");
      in_.match(",");
      const Set columns_of_row = in_.set(end[columns]);
      in_.match("]");
      const bool inside = within(columns_of_row, window.extent[columns]);
      in_.check(inside && has(window.extent[rows], i), "a free entry is not in the window");
      window.free[rows][i] = columns_of_row;
      for (const Id j : elements(columns_of_row)) add(window.free[columns][j], i);
    });
    require_relaxation(two, window, origins);
    return window;
  }
  void require_relaxation(const State& two, const State& window, const std::vector<Id>& origins) {
    for (const Id i : elements(window.extent[rows])) {
      const Set observed = window.extent[columns] & ~window.free_at(rows, i);
      std::map<Id, Set> seen;  // of each origin, what its pieces cover
      for (std::size_t p = 0; p < origins.size(); ++p) {
        in_.spend(1 + mpz_size(observed.get_mpz_t()) / 8);
        if (!has(window.neurons[p].of[rows], i)) continue;
        const Set here = window.neurons[p].of[columns] & observed;
        in_.check((seen[origins[p]] & here) == 0, "two pieces of a neuron cover an observed entry");
        seen[origins[p]] |= here;
      }
      for (Id k = 0; k < two.neurons.size(); ++k) {
        in_.spend(1 + mpz_size(observed.get_mpz_t()) / 8);
        if (!has(two.neurons[k].of[rows], i)) continue;
        in_.check((two.neurons[k].of[columns] & observed) == seen[k],
                  "no piece covers an observed entry");
      }
    }
  }

  PatternText& in_;
  std::vector<Layer> layers_;
  std::size_t read_digits_ = 0;
};

}  // namespace

bool check_pattern(std::string_view text, const Options& options, std::string& claim,
                   std::string& words) {
  if (!text.starts_with('{')) return false;
  PatternText in(text, options, words);
  in.match("{format:isthmus-certificate,version:");
  in.exactly("1", in.token());
  in.match(",");
  if (in.word() != "pattern") return false;
  in.advance();
  claim = Reader(in).run();
  return true;
}

}  // namespace isthmus_check
