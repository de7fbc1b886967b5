// Both forms of a certificate, read by one grammar.
//
// The table of forms (certificate.hpp) says what a step or claim consists of; match() reads that,
// and field() each field, from lists, numbers and words. The two forms differ in how these are
// written; the conventions of the page are checked in between, once. Nothing is allocated for
// announced counts, only for what was read, and the depth of nesting is that of the table, so that
// no input can exhaust the stack.
#include <algorithm>
#include <charconv>
#include <set>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

constexpr std::uint64_t max_id = 4'294'967'293, max_count = 1'000'000'000'000'000'000;
constexpr std::size_t npos = std::string_view::npos, max_digits = 1'000'000;

// The beginning of a piece of the file, for messages.
std::string quoted(std::string_view text) {
  std::string out(text.substr(0, 40));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return '"' + out + (text.size() > 40 ? "...\"" : "\"");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), json_(text.starts_with('{')) {}
  Certificate read() {
    head();
    json_ ? sections() : step_lines();
    require(at_ == text_.size(), "the file goes on after the certificate");
    return std::move(c_);
  }

 private:
  // ---- characters, words, lists -----------------------------------------------------------------

  [[noreturn]] void fail(const std::string& why) const {
    const std::string_view before = text_.substr(0, at_);
    const std::string line = std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
    const std::string column = std::to_string(at_ - before.rfind('\n'));
    throw Outcome{Verdict::malformed, "line " + line + ", column " + column + ": " + why, ""};
  }
  void require(bool condition, const char* why) const {
    if (!condition) fail(why);
  }
  void exactly(std::string_view word, std::string_view expected) const {
    if (word != expected) fail("expected " + quoted(expected) + ", found " + quoted(word));
  }
  // The next token: in JSON a mark, a string with its quotes, a number, true or false; on lines a
  // word, a string or a line feed. A space too many is a token that nobody expects.
  std::string_view token() {
    skip_space();
    require(at_ < text_.size(), "the file ends early");
    const std::size_t from = at_;
    if (text_[at_] == '"') {
      pass_string();
    } else {
      at_ = std::min(text_.find_first_of(json_ ? " \n\t\r,:[]{}\"" : " \n", at_), text_.size());
      at_ += at_ == from ? 1 : 0;
    }
    return text_.substr(from, at_ - from);
  }
  // All white space of JSON; one space between two words of a line.
  void skip_space() {
    const bool between = at_ > 0 && text_.substr(at_, 1) == " " && text_[at_ - 1] != '\n' &&
                         text_.substr(at_ + 1, 1).find_first_of(" \n") == npos;
    if (json_) at_ = std::min(text_.find_first_not_of(" \n\t\r", at_), text_.size());
    if (!json_ && between) ++at_;
  }
  // Names prove nothing: neither UTF-8 nor what an escape stands for is looked at.
  void pass_string() {
    constexpr std::string_view hex = "0123456789abcdefABCDEF";
    for (++at_; text_.substr(at_, 1) != "\""; ++at_) {
      const bool open = at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= ' ';
      require(open, "a string ends early or has a control character");
      if (text_[at_] != '\\') continue;
      const std::string_view escape = text_.substr(++at_, 5);
      const bool number = escape.size() == 5 && escape.find_first_not_of(hex, 1) == npos;
      const bool letter = std::string_view("\"\\/bfnrt").find(escape.substr(0, 1)) != npos;
      require(letter || (number && escape[0] == 'u'), "an unknown escape in a string");
    }
    ++at_;
  }
  // What a token says that is a string in JSON.
  std::string_view word() {
    const std::string_view result = token();
    require(!json_ || result[0] == '"', "a string is missing");
    return json_ ? result.substr(1, result.size() - 2) : result;
  }
  // Takes the next token if it is this one.
  bool accept(std::string_view expected) {
    const std::size_t from = at_;
    if (token() == expected) return true;
    at_ = from;
    return false;
  }
  // A mark of JSON; there is none on lines.
  void expect(std::string_view mark) {
    if (json_) exactly(token(), mark);
  }
  // Goes to the next line that is no comment; there is none in JSON.
  void next_line() {
    if (json_) return;
    exactly(token(), "\n");
    for (++lines_; text_.substr(at_, 1) == "#";)
      at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
  }
  // A list of JSON. On lines, items follow as long as each begins with a word, or with a number.
  template <class Item>
  void list(Item&& item, std::string_view begin = "") {
    expect("[");
    for (bool first = true; json_ ? !accept("]") : follows(begin); first = false) {
      if (!first) expect(",");
      item();
    }
  }
  bool follows(std::string_view begin) {
    const std::size_t size = begin.size();
    const std::string_view next = text_.substr(at_, size + 2);
    const bool word = next.starts_with(begin) && next.size() == size + 2 && next[size] == ' ';
    at_ += word ? size : 0;
    return word && (size > 0 || next[1] == '-' || (next[1] >= '0' && next[1] <= '9'));
  }

  // ---- conventions ------------------------------------------------------------------------------

  std::uint64_t count(std::uint64_t limit) {
    const std::string_view text = token();
    std::uint64_t value = 0;
    std::from_chars(text.begin(), text.end(), value);
    if (value > limit || std::to_string(value) != text)
      fail(quoted(text) + " is not a whole number from 0 to " + std::to_string(limit));
    return value;
  }
  Id id(std::size_t size) {
    require(size > 0, "the network has no such node or edge");
    return static_cast<Id>(count(size - 1));
  }
  // Canonical is what GMP prints.
  Rational rational() {
    const std::string_view text = word();
    const std::size_t digits = text.size() - text.starts_with('-') - (text.find('/') != npos);
    Rational value;
    bool good = digits <= max_digits && value.set_str(std::string(text), 10) == 0;
    good = good && sgn(value.get_den()) != 0;
    if (good) value.canonicalize();
    if (!good || value.get_str() != text)
      fail(quoted(text) + " is not a rational in lowest terms of at most 10^6 digits");
    return value;
  }
  Ids ids(std::size_t size, bool may_be_empty) {
    Ids result;
    list([&] {
      result.push_back(id(size));
      const bool increases = result.size() < 2 || result.end()[-2] < result.back();
      require(increases, "the numbers do not increase");
    });
    require(may_be_empty || !result.empty(), "the set is empty");
    return result;
  }
  // True for `yes`, false for `no`.
  bool one_of(std::string_view word, std::string_view yes, std::string_view no) const {
    if (word != no) exactly(word, yes);
    return word == yes;
  }
  // The number of the form from first to last with this name.
  int find(int first, int last, std::string_view name) const {
    for (int form = first; form <= last && name.find('.') == npos; ++form)
      if (name == (json_ ? forms[form].key : forms[form].keyword)) return form;
    fail(quoted(name) + " is unknown here");
  }

  // ---- steps and claims -------------------------------------------------------------------------

  // Reads what a pattern says: capitals are fields of the step, all else stands there literally.
  void match(std::string_view pattern, Step& step) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz_-2";
    for (std::size_t i = 0, size = 1; i < pattern.size(); i += std::max<std::size_t>(size, 1)) {
      size = std::min(pattern.find_first_not_of(letters, i), pattern.size()) - i;
      if (size > 0) {
        exactly(word(), pattern.substr(i, size));
      } else if (pattern[i] >= 'A' && pattern[i] <= 'Z') {
        field(pattern[i], step);
      } else {
        expect(pattern.substr(i, 1));
      }
    }
  }
  void match(std::string_view pattern) { match(pattern, entry_); }
  void read(int form, Step& step) {
    step.form = form;
    match(json_ ? forms[form].json : forms[form].line, step);
  }
  void field(char letter, Step& step) {
    const std::size_t nodes = c_.hidden, edges = c_.network.size();
    if (letter == 'K') step.kind = one_of(word(), "in", "out") ? Kind::in : Kind::out;
    if (letter == 'N') step.node = id(nodes);
    if (letter == 'E') step.edge = id(edges);
    if (letter == 'I' || letter == 'L') step.number = count(max_count);
    if (letter == 'B') step.bound = rational();
    if (letter == 'C')
      step.complete = json_ ? one_of(token(), "true", "false") : accept("complete");
    if (letter == 'Y') exactly(token(), "true");
    if (letter == 'S') step.nodes = ids(nodes, false);
    if (letter == 'P') extends(step);
    if (letter == 'U' && (json_ || accept("uses"))) step.edges = ids(edges, json_);
    if (letter == 'W') list([&] { step.edges.push_back(id(edges)); });
    if (letter == 'T') list([&] { tree_entry(step); });
    if (letter == 'V') list([&] { vector_entry(step.vector); });
    const int part = letter == 'D' ? detour_part : zero_part;
    if (letter == 'D' || letter == 'Z')
      list([&] { read(part, step.parts.emplace_back()); },
           part == detour_part ? " detour" : " zero");
    if (letter == 'X') entry(step);
    if (letter == 'F') steps(from_ground);
    if (letter == 'G') steps(to_ground);
    if (letter == 'H') steps(distance);
    if (letter == 'R') steps(reach);
  }
  void extends(Step& step) {
    const std::size_t from = at_;
    const bool given = json_ ? accept(",") && accept("\"extends\"") : accept("extends");
    if (!given) return void(at_ = from);
    expect(":");
    step.extends = ids(c_.network.size(), false);
  }
  // An entry of the search in JSON.
  void entry(Step& step) {
    const int form = find(branch_entry, none_entry, word());
    expect(":");
    read(form, step);
  }
  void tree_entry(Step& step) {
    match("[N,E]", entry_);
    step.nodes.push_back(entry_.node);
    step.edges.push_back(entry_.edge);
  }
  void vector_entry(Vector& x) {
    match("[E,B]", entry_);
    const bool increases = x.empty() || x.back().first < entry_.edge;
    require(increases && sgn(entry_.bound) != 0, "the edges do not increase, or an entry is zero");
    x.emplace_back(entry_.edge, std::move(entry_.bound));
  }
  void claim() {
    if (json_) match("{kind:");
    const int form = find(first_claim, last_claim, word());
    for (const Step& other : c_.claims) require(other.form != form, "a claim is made twice");
    read(form, c_.claims.emplace_back());
    expect("}");
    next_line();
  }

  // ---- network, balance, names ------------------------------------------------------------------

  void network_edge() {
    Edge edge;
    expect("[");
    edge.tail = id(c_.hidden + std::size_t{1});
    expect(",");
    edge.head = id(c_.hidden + std::size_t{1});
    if (json_ ? accept(",") : follows("")) edge.multiplicity = count(max_count);
    expect("]");
    next_line();
    const bool good = edge.multiplicity > 0 && c_.network.size() < max_id;
    require(good, "the multiplicity is 0, or there are too many edges");
    c_.network.push_back(edge);
  }
  void names() {
    if (json_) match("{nodes:");
    list([&] { name(c_.node_names); }, "name node");
    if (json_) match(",edges:");
    list([&] { name(c_.edge_names); }, "name edge");
    expect("}");
    const std::size_t nodes = c_.node_names.size(), edges = c_.edge_names.size();
    const bool none = !json_ && nodes + edges == 0;
    const bool each = nodes == c_.hidden && edges == c_.network.size();
    require(none || each, "there is not one name for each");
  }
  void name(std::vector<std::string>& names) {
    require(json_ || count(max_id) == names.size(), "the names are out of order");
    const std::string_view text = token();
    require(text[0] == '"', "a string is missing");
    names.emplace_back(text.substr(1, text.size() - 2));
    next_line();
  }
  // What comes first, in both forms.
  void head() {
    match(json_ ? "{format:isthmus-certificate,version:" : "isthmus-certificate");
    exactly(token(), "1");
    next_line();
    match(json_ ? ",network:{hidden:" : "network");
    c_.hidden = static_cast<Id>(count(max_id));
    const std::uint64_t edges = json_ ? 0 : count(max_id);
    next_line();
    if (json_) match(",edges:");
    list([&] { network_edge(); }, "edge");
    require(json_ || c_.network.size() == edges, "the number of edges is another");
    if (!json_) names();
    match(json_ ? "},balance:" : "balance");
    list([&] { c_.balance.push_back(rational()); });
    require(c_.balance.size() == c_.hidden, "there is not one balance for each hidden node");
    next_line();
    if (json_) match(",claims:");
    list([&] { claim(); }, "claim");
    require(!c_.claims.empty(), "there is no claim");
  }

  // ---- the rest ---------------------------------------------------------------------------------

  void sections() {
    for (std::set<std::string_view> seen; !accept("}");) {
      expect(",");
      const std::string_view key = word();
      require(seen.insert(key).second, "a key is given twice");
      expect(":");
      section(key);
    }
    skip_space();
  }
  void section(std::string_view key) {
    if (key == "names") return names();
    if (key == "bypass") return match("{from_ground:F,to_ground:G}");
    if (key == "distance") return match("{set:H,reach:R}");
    steps(find(0, search, key));
  }
  void steps(int section) {
    const auto step = [&] { read(section, c_.steps[section].emplace_back()); };
    forms[section].many ? list(step) : step();
  }
  void step_lines() {
    for (int last = 0; !accept("end"); next_line()) {
      const int form = find(0, none_entry, token()), section = form < no_section ? form : search;
      std::vector<Step>& steps = c_.steps[section];
      const bool in_order = section >= last && (forms[form].many || steps.empty());
      const bool reached = section != reach || !c_.steps[distance].empty();
      require(in_order && reached, "the line is out of order, or given twice");
      read(form, steps.emplace_back());
      last = section;
    }
    require(count(max_count) == lines_, "the number of lines before it is another");
    require(text_.substr(at_, 1) == "\n", "the file ends in the middle of a line");
    ++at_;
  }

  std::string_view text_;
  bool json_;
  std::size_t at_ = 0;
  Certificate c_;
  Step entry_;               // of a tree or vector
  std::uint64_t lines_ = 0;  // ended so far, comments not counted
};

}  // namespace

Certificate read_certificate(std::string_view text) { return Reader(text).read(); }

}  // namespace isthmus_check
