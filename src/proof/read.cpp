#include "isthmus/proof/read.hpp"

#include "isthmus/error.hpp"
#include "proof/read_forms.hpp"

namespace isthmus {

Certificate read_certificate(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw input_error("the certificate is empty", "give a file that isthmus prove has written");
  }
  return text.front() == '{' ? read_json_form(text) : read_lines_form(text);
}

}  // namespace isthmus
