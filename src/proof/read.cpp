#include "isthmus/proof/read.hpp"

#include "isthmus/error.hpp"
#include "proof/read_forms.hpp"

namespace isthmus {

Certificate read_certificate(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw input_error("the certificate is empty", "give a file that isthmus prove has written");
  }
  // The network stands before all that could have this word in it.
  if (text.substr(0, text.find("\"network\"")).find("\"pattern\"") != std::string_view::npos) {
    throw input_error("the certificate is about a pattern, not about a network",
                      "check it by itself; there are no translations of such certificates");
  }
  return text.front() == '{' ? read_json_form(text) : read_lines_form(text);
}

}  // namespace isthmus
