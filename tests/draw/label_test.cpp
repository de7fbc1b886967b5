// Names on the page: nothing invisible, nothing that the output language would read as its own.
#include "isthmus/draw/label.hpp"

#include <doctest/doctest.h>

namespace isthmus {
namespace {

TEST_CASE("what cannot be seen is written as bytes") {
  CHECK(printable_label("h_1 ä 中 ⏚") == "h_1 ä 中 ⏚");
  CHECK(printable_label("a\nb\tc\x7f") == "a\\x0ab\\x09c\\x7f");
  CHECK(printable_label("\xc2\x85") == "\\xc2\\x85");                    // a C1 control
  CHECK(printable_label("\xe2\x80\xae") == "\\xe2\\x80\\xae");           // right-to-left override
  CHECK(printable_label("\xef\xbb\xbf") == "\\xef\\xbb\\xbf");           // byte order mark
  CHECK(printable_label("\xff\xfe") == "\\xff\\xfe");                    // no UTF-8
  CHECK(printable_label("\xc0\xaf") == "\\xc0\\xaf");                    // overlong
  CHECK(printable_label("\xe0\x80\xaf") == "\\xe0\\x80\\xaf");           // overlong
  CHECK(printable_label("\xed\xa0\x80") == "\\xed\\xa0\\x80");           // surrogate
  CHECK(printable_label("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");  // beyond Unicode
  CHECK(printable_label("\xef\xbf\xbe") == "\\xef\\xbf\\xbe");           // not allowed in XML
  CHECK(printable_label("\xe4\xb8") == "\\xe4\\xb8");                    // cut off
}

TEST_CASE("columns count wide characters twice and marks not at all") {
  CHECK(label_columns("") == 0);
  CHECK(label_columns("h₁→y") == 4);
  CHECK(label_columns("中文") == 4);
  CHECK(label_columns("e\xcc\x81") == 1);
}

TEST_CASE("shortening keeps whole characters and the number of columns") {
  CHECK(shortened_label("hidden", 6) == "hidden");
  CHECK(shortened_label("hidden", 5) == "hidd…");
  CHECK(shortened_label("ääää", 3) == "ää…");
  CHECK(shortened_label("中文字", 4) == "中…");
  CHECK(shortened_label("ab", 1) == "…");
  for (std::size_t columns = 1; columns < 12; ++columns) {
    CHECK(label_columns(shortened_label("a中bc文字defgh", columns)) <= columns);
  }
}

TEST_CASE("XML has no markup from names") {
  CHECK(xml_escaped("<b a=\"x\" c='y'>&amp;\x01") ==
        "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;\\x01");
}

TEST_CASE("LaTeX has no commands from names") {
  CHECK(latex_escaped("a_b%c#d&e$f{g}") == "a\\_b\\%c\\#d\\&e\\$f\\{g\\}");
  CHECK(latex_escaped("\\input~^") ==
        "\\textbackslash{}input\\textasciitilde{}\\textasciicircum{}");
  CHECK(latex_escaped("x->y") == "x{-}\\textgreater{}y");
  CHECK(latex_escaped("<|>\"'`") ==
        "\\textless{}\\textbar{}\\textgreater{}\\textquotedblright{}{'}{`}");
  CHECK(latex_escaped("é×…") == "é$\\times$\\dots{}");
  CHECK(latex_escaped("中θ") == "U+4E2DU+03B8");
  CHECK(latex_escaped("\n") == "\\textbackslash{}x0a");
}

}  // namespace
}  // namespace isthmus
