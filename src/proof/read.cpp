#include "isthmus/proof/read.hpp"

#include "isthmus/error.hpp"
#include "proof/read_forms.hpp"

namespace isthmus {

Certificate read_certificate(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    throw input_error("the certificate is empty", "give a file that isthmus prove has written");
  }
  return text[first] == '{' ? read_json_form(text) : read_lines_form(text);
}

}  // namespace isthmus
