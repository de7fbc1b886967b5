// Both forms of a certificate, read by one grammar.
//
// A step is a row of letters (certificate.hpp); each letter is a field, read by field() from lists,
// numbers and words. The two forms differ in how these are written and in how a step is framed:
// an object with keys, or a line with a keyword. All conventions of the page are checked in
// between, once. Nothing is allocated for announced counts, only for what was read, and the depth
// of nesting is that of the grammar, so that no input can exhaust the stack.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>
#include <utility>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

constexpr std::uint64_t max_id = 4'294'967'293, max_count = 1'000'000'000'000'000'000;
constexpr std::size_t npos = std::string_view::npos, max_digits = 1'000'000;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), json_(text.starts_with('{')) {}
  Certificate read() {
    json_ ? document() : lines();
    require(!c_.claims.empty(), "there is no claim");
    require(at_ == text_.size(), "the file goes on after the certificate");
    return std::move(c_);
  }

 private:
  // ---- characters, words, lists -----------------------------------------------------------------

  void require(bool condition, std::string_view why) const {
    if (!condition) fail(std::string(why));
  }
  [[noreturn]] void fail(const std::string& why) const {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + at_, '\n');
    const std::string item = place_.ends_with('[') ? std::to_string(item_) + "]" : "";
    const std::string place = "line " + std::to_string(line) + ": " + place_ + item;
    throw Outcome{Verdict::malformed, place + (json_ ? ": " : "") + why, ""};
  }
  [[nodiscard]] bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void skip_space() {
    while (json_ && (next_is(' ') || next_is('\n') || next_is('\t') || next_is('\r'))) ++at_;
  }
  bool accept(char c) {
    skip_space();
    return next_is(c) ? ++at_, true : false;
  }
  void expect(char c) {
    if (!accept(c)) fail(std::string("expected ") + c + ", found " + quoted(text_.substr(at_, 1)));
  }
  void json_expect(char c) {
    if (json_) expect(c);
  }
  std::string_view until(std::string_view ends) {
    const std::size_t from = at_;
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return text_.substr(from, at_ - from);
  }
  // A number, true or false in JSON; any word of a line.
  std::string_view word() {
    skip_space();
    if (json_) return until(" \n\t\r,:[]{}\"");
    const bool follows = accept(' ') && !next_is(' ') && !next_is('\n');
    require(follows, "a word is missing, or a space too many");
    return until(" \n");
  }
  // A word that is a string in JSON.
  std::string_view text_word() {
    if (!json_) return word();
    expect('"');
    const std::string_view result = until("\"\\\n");
    require(next_is('"'), "a string is not closed, or has an escape");
    return ++at_, result;
  }
  // Takes the next word of a line if it is this one.
  bool accept_word(std::string_view word) {
    const std::size_t from = at_;
    if (accept(' ') && until(" \n") == word) return true;
    return at_ = from, false;
  }
  [[nodiscard]] bool number_follows() const {
    const char next = next_is(' ') && at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    return next == '-' || std::isdigit(static_cast<unsigned char>(next)) != 0;
  }
  template <class Item>
  void list(Item&& item) {
    json_expect('[');
    for (bool first = true; json_ ? !accept(']') : number_follows(); first = false) {
      if (!first) json_expect(',');
      item();
    }
  }
  // A JSON string as it is written, checked; characters that would not show are replaced.
  std::string string() {
    std::string result;
    for (expect('"'); !next_is('"');) next_is('\\') ? escape(result) : character(result);
    return ++at_, result;
  }
  void escape(std::string& out) {
    const std::string_view text = text_.substr(at_, 6);
    const bool number = text.size() == 6 && text[1] == 'u' &&
                        text.find_first_not_of("0123456789abcdefABCDEF", 2) == npos;
    const bool letter = text.size() > 1 && std::string_view("\"\\/bfnrt").find(text[1]) != npos;
    require(letter || number, "an unknown escape in a string");
    out += text.substr(0, letter ? 2 : 6);
    at_ += letter ? 2 : 6;
  }
  void character(std::string& out) {
    constexpr unsigned least[] = {0, 0x20, 0x80, 0x800, 0x10000};
    const std::string_view text = text_.substr(at_, 4);
    unsigned code = text.empty() ? 0 : static_cast<unsigned char>(text[0]);
    const std::size_t size = code < 0x80 ? 1 : code < 0xe0 ? 2 : code < 0xf0 ? 3 : 4;
    bool good = size <= text.size() && (size == 1 || (code >= 0xc0 && code < 0xf8));
    if (size > 1) code &= 0x7fU >> size;
    for (std::size_t i = 1; good && i < size; ++i) {
      good = (text[i] & 0xc0) == 0x80;
      code = code << 6 | (text[i] & 0x3fU);
    }
    good = good && code >= least[size] && code < 0x110000 && (code < 0xd800 || code > 0xdfff);
    require(good, "a string ends early, is not UTF-8 or has a control character");
    const bool hidden = (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code < 0x2070);
    out += hidden ? "?" : text.substr(0, size);
    at_ += size;
  }

  // ---- conventions ------------------------------------------------------------------------------

  // `before` stands before it in JSON.
  std::uint64_t count(std::uint64_t limit, char before = ' ') {
    if (before != ' ') json_expect(before);
    const std::string_view text = word();
    std::uint64_t value = 0;
    const auto [stop, error] = std::from_chars(text.begin(), text.end(), value);
    bool good = error == std::errc{} && stop == text.end() && value <= limit;
    good = good && (text.size() == 1 || text[0] != '0');
    if (!good) fail(quoted(text) + " is not a whole number from 0 to " + std::to_string(limit));
    return value;
  }
  Id id(std::size_t size, char before = ' ') {
    require(size > 0, "the network has no such node or edge");
    return static_cast<Id>(count(size - 1, before));
  }
  // Canonical is what GMP prints.
  Rational rational() {
    const std::string_view text = text_word();
    const std::size_t digits = text.size() - text.starts_with('-') - (text.find('/') != npos);
    Rational value;
    bool good = digits <= max_digits && value.set_str(std::string(text), 10) == 0;
    good = good && sgn(value.get_den()) != 0;
    if (good) value.canonicalize();
    if (!good || value.get_str() != text)
      fail(quoted(text) + " is not a rational in lowest terms of at most 10^6 digits");
    return value;
  }
  Ids ids(std::size_t size, bool increasing = true) {
    Ids result;
    list([&] {
      const Id next = id(size);
      require(!increasing || result.empty() || result.back() < next, "the numbers do not increase");
      result.push_back(next);
    });
    return result;
  }
  // True for `yes`, false for `no`.
  bool one_of(std::string_view word, std::string_view yes, std::string_view no) const {
    if (word != yes && word != no) fail("expected " + quoted(yes) + ", found " + quoted(word));
    return word == yes;
  }
  void exactly(std::string_view word, std::string_view expected) const {
    one_of(word, expected, expected);
  }
  // The number of the form from first to before last with this name.
  int find(int first, int last, std::string_view name) const {
    while (first < last && (json_ ? forms[first].key : forms[first].keyword) != name) ++first;
    if (first == last || name.empty() || name.find('.') != npos)
      fail(quoted(name) + " is unknown here");
    return first;
  }

  // ---- network, balance, claims -----------------------------------------------------------------

  void network_edge() {
    Edge edge;
    edge.tail = static_cast<Id>(count(c_.hidden, '['));
    edge.head = static_cast<Id>(count(c_.hidden, ','));
    if (json_ ? accept(',') : number_follows()) edge.multiplicity = count(max_count);
    json_expect(']');
    require(edge.multiplicity > 0, "the multiplicity is 0");
    require(c_.network.size() < max_id, "there are too many edges");
    c_.network.push_back(edge);
  }
  void balance() {
    list([&] { c_.balance.push_back(rational()); });
    require(c_.balance.size() == c_.hidden, "there is not one balance for each hidden node");
  }
  void names_complete() {
    const std::size_t nodes = c_.node_names.size(), edges = c_.edge_names.size();
    require(nodes == c_.hidden && edges == c_.network.size(), "there is not one name for each");
  }
  void claim() {
    if (json_) key("kind", '{');
    const int form = find(first_claim, last_claim + 1, text_word());
    for (const Step& other : c_.claims) require(other.form != form, "a claim is made twice");
    fields(form, c_.claims.emplace_back(), ',');
    json_expect('}');
  }

  // ---- steps ------------------------------------------------------------------------------------

  static std::string_view name(char letter) {
    constexpr std::string_view letters = "kenbspudfwzlmcqx";
    static constexpr std::string_view names[] = {
        "kind", "edge",    "node",  "bound", "set",   "part",     "uses",    "difference",
        "flow", "detours", "zeros", "log2",  "count", "complete", "squared", "extends"};
    return names[letters.find(letter)];
  }
  void field(char letter, Step& step) {
    const std::size_t nodes = c_.hidden, edges = c_.network.size();
    const bool set = letter == 's' || letter == 'p';
    if (letter == 'k') step.kind = one_of(text_word(), "in", "out") ? Kind::in : Kind::out;
    if (letter == 'e') step.id = id(edges);
    if (letter == 'n') step.id = id(nodes);
    if (letter == 'i' || letter == 'l' || letter == 'm') step.number = count(max_count);
    if (letter == 'b' || letter == 'q') step.bound = rational();
    if (letter == 'c')
      step.complete = json_ ? one_of(word(), "true", "false") : accept_word("complete");
    if (set) step.nodes = ids(nodes);
    if (letter == 'u') step.edges = ids(edges);
    if (letter == 'x') step.extends = ids(edges);
    require(letter != 'x' || !step.extends.empty(), "no edge follows the word extends");
    require(!set || !step.nodes.empty(), "the set is empty");
    if (letter == 't' || letter == 'v' || letter == 'd' || letter == 'f')
      list([&] { pair(letter, step); });
    if (letter == 'w' || letter == 'z') parts(letter, step);
  }
  void pair(char letter, Step& step) {
    const Id first = id(letter == 't' ? c_.hidden : c_.network.size(), '[');
    json_expect(',');
    if (letter == 't') {
      step.nodes.push_back(first);
      step.edges.push_back(id(c_.network.size()));
    } else if (letter == 'w') {
      step.parts.emplace_back().id = first;
      step.parts.back().edges = ids(c_.network.size(), false);
    } else {
      const bool increases = step.vector.empty() || step.vector.back().edge < first;
      step.vector.push_back({first, rational()});
      const bool zero = sgn(step.vector.back().value) == 0;
      require(increases && !zero, "the edges do not increase, or an entry is zero");
    }
    json_expect(']');
  }
  void parts(char letter, Step& step) {
    const auto part = [&] {
      letter == 'w' ? pair(letter, step) : fields(zero_entry, step.parts.emplace_back());
    };
    if (json_) return list(part);
    while (accept_word(letter == 'w' ? "detour" : "zero")) part();
  }
  // The one key of JSON that may be left out.
  bool extends_follows() {
    const std::size_t from = at_;
    const bool found = accept(',') && text_word() == "extends";
    at_ = from;
    return found;
  }
  void fields(int form, Step& step, char before = '{') {
    const std::string_view letters = json_ ? forms[form].json : forms[form].line;
    // In JSON a single field of a step stands for itself.
    const bool keys = json_ && (letters.size() > 1 || before == ',');
    step.form = form;
    for (char letter : letters) {
      const char small = static_cast<char>(std::tolower(letter));
      if (small == 'x' && json_ && !extends_follows()) continue;
      if (keys) key(name(small), std::exchange(before, ','));
      const bool named = letter != small && accept_word(name(small));
      require(letter == small || named || letter == 'U' || letter == 'X',
              "the word set or difference is missing");
      if ((letter != 'U' && letter != 'X') || named) field(small, step);
      require(!named || letter != 'U' || !step.edges.empty(), "no edge follows the word uses");
    }
    if (keys && form < first_claim) expect('}');
  }

  // ---- JSON -------------------------------------------------------------------------------------

  void key(std::string_view name, char before = ',') {
    expect(before);
    exactly(text_word(), name);
    expect(':');
  }
  // A list whose items are numbered in messages.
  template <class Item>
  void items(std::string_view name, Item&& item) {
    place_ = "$." + std::string(name) + "[";
    item_ = 0;
    list([&] { item(), ++item_; });
    place_ = "$";
  }
  void document() {
    place_ = "$";
    key("format", '{');
    exactly(text_word(), "isthmus-certificate");
    key("version");
    exactly(word(), "1");
    key("network");
    key("hidden", '{');
    c_.hidden = static_cast<Id>(count(max_id));
    key("edges");
    items("network.edges", [&] { network_edge(); });
    expect('}');
    key("balance");
    balance();
    key("claims");
    items("claims", [&] { claim(); });
    for (std::set<std::string_view> seen; !accept('}');) {
      place_ = "$";
      expect(',');
      const std::string_view name = text_word();
      require(seen.insert(name).second, "a key is given twice");
      expect(':');
      section(name);
    }
    skip_space();
  }
  void section(std::string_view name) {
    if (name == "names") {
      key("nodes", '{');
      items("names.nodes", [&] { c_.node_names.push_back(string()); });
      key("edges");
      items("names.edges", [&] { c_.edge_names.push_back(string()); });
      names_complete();
    } else if (name == "bypass" || name == "distance") {
      const bool bypass = name == "bypass";
      key(bypass ? "from_ground" : "set", '{');
      steps(bypass ? from_ground : distance);
      key(bypass ? "to_ground" : "reach");
      steps(bypass ? to_ground : reach);
    } else {
      return steps(find(0, no_section, name));
    }
    expect('}');
  }
  void steps(int section) {
    const auto step = [&] {
      Step& next = c_.steps[section].emplace_back();
      if (section != search) return fields(section, next);
      expect('{');
      const int form = find(branch_entry, zero_entry, text_word());
      expect(':');
      if (form == none_entry) exactly(word(), "true");
      fields(form, next);
      expect('}');
    };
    place_ = "$." + std::string(forms[section].key);
    forms[section].many ? items(forms[section].key, step) : step();
  }

  // ---- lines ------------------------------------------------------------------------------------

  // Begins the next line that is no comment.
  std::string_view next_line() {
    while (lines_ > 0 && next_is('#')) until("\n"), end_line();
    require(at_ < text_.size(), "the file ends early");
    ++lines_;
    return keyword_ = until(" \n");
  }
  void end_line() {
    require(at_ < text_.size(), "the file ends in the middle of a line");
    if (!accept('\n')) fail("unexpected " + quoted(until("\n")));
  }
  void lines() {
    exactly(next_line(), "isthmus-certificate");
    exactly(word(), "1");
    end_line();
    exactly(next_line(), "network");
    c_.hidden = static_cast<Id>(count(max_id));
    const std::uint64_t edges = count(max_id);
    end_line();
    for (std::uint64_t i = 0; i < edges; ++i, end_line())
      exactly(next_line(), "edge"), network_edge();
    for (; next_line() == "name"; end_line()) name_line();
    if (c_.node_names.size() + c_.edge_names.size() > 0) names_complete();
    exactly(keyword_, "balance");
    balance();
    for (end_line(); next_line() == "claim"; end_line()) claim();
    for (int last = 0; keyword_ != "end"; next_line()) last = step_line(last), end_line();
    require(count(max_count) == lines_ - 1, "the number of lines before it is another");
    end_line();
  }
  void name_line() {
    const bool node = one_of(word(), "node", "edge");
    std::vector<std::string>& names = node ? c_.node_names : c_.edge_names;
    const bool in_order = count(max_id) == names.size() && (!node || c_.edge_names.empty());
    require(in_order, "the names are out of order");
    expect(' ');
    names.push_back(string());
  }
  // Returns the section of the line; `last` is that of the line before.
  int step_line(int last) {
    const int form = find(0, zero_entry, keyword_), section = form < no_section ? form : search;
    std::vector<Step>& steps = c_.steps[section];
    const bool in_order = section >= last && (forms[form].many || steps.empty());
    require(in_order && (section != reach || c_.has(distance)),
            "the line is out of order, or given twice");
    fields(form, steps.emplace_back());
    return section;
  }

  std::string_view text_;
  bool json_;
  std::size_t at_ = 0;
  Certificate c_;
  std::string place_;  // in JSON: the path, without the number of the item if it ends in [
  std::size_t item_ = 0;
  std::string_view keyword_;
  std::uint64_t lines_ = 0;  // begun so far, comments not counted
};

}  // namespace

Certificate read_certificate(std::string_view text) { return Reader(text).read(); }

}  // namespace isthmus_check
