// Messages stay on one line and show what they quote.
#include <doctest/doctest.h>

#include "isthmus/error.hpp"

using isthmus::Error;
using isthmus::ErrorKind;

TEST_CASE("a message has its parts in order and leaves out what is unknown") {
  const Error error = isthmus::input_error("it is wrong", "mend it");
  CHECK(std::string(error.what()) == "it is wrong; mend it");
  CHECK(std::string(error.at("$.x").in_file("a.json").what()) ==
        "a.json: $.x: it is wrong; mend it");
  CHECK(error.in_file("a").in_file("b").detail().file == "a");
  CHECK(error.kind() == ErrorKind::bad_input);
  CHECK(isthmus::limit_error("", "").kind() == ErrorKind::limit_reached);
}

TEST_CASE("ensure throws an internal error that names the claim") {
  CHECK_NOTHROW(isthmus::ensure(true, "x"));
  try {
    isthmus::ensure(false, "two is one");
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::internal);
    CHECK(error.detail().cause.find("two is one") != std::string::npos);
  }
}

TEST_CASE("quoted text is short, visible and valid UTF-8") {
  CHECK(isthmus::quoted("h1") == "\"h1\"");
  CHECK(isthmus::quoted("a\nb\x7f") == "\"a\\x0ab\\x7f\"");
  CHECK(isthmus::quoted("θ→é") == "\"θ→é\"");
  CHECK(isthmus::quoted("\xff\xc3") == "\"\\xff\\xc3\"");
  CHECK(isthmus::quoted("a\xe2\x80\xae"
                        "b") == "\"a\\xe2\\x80\\xaeb\"");
  CHECK(isthmus::quoted("\xef\xbb\xbf{") == "\"\\xef\\xbb\\xbf{\"");
  CHECK(isthmus::quoted(std::string(100, 'x'), 10) == "\"xxxxx…xxxxx\"");
}

TEST_CASE("a character cut in the middle by shortening is escaped, not torn") {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "é";
  const std::string shown = isthmus::quoted(text, 11);
  CHECK(shown == "\"éé\\xc3…\\xa9éé\"");
}
