#include <ostream>
#include <set>

#include <nlohmann/json.hpp>

#include "isthmus/error.hpp"
#include "isthmus/formats/tensor_files.hpp"

namespace isthmus {
namespace {

const char* type_word(NumberType type) {
  switch (type) {
    case NumberType::binary16:
      return "F16";
    case NumberType::bfloat16:
      return "BF16";
    case NumberType::binary32:
      return "F32";
    case NumberType::binary64:
      break;
  }
  return "F64";
}

std::string name_in_quotes(const std::string& name) {
  try {
    return nlohmann::json(name).dump();
  } catch (const nlohmann::json::exception&) {
    throw input_error("the name is not UTF-8", "rename this tensor").at(quoted(name));
  }
}

void check_name(const std::string& name, std::set<std::string>& names) {
  if (name == "__metadata__") throw input_error("is no name for a tensor", "rename it").at(name);
  if (!names.insert(name).second) {
    throw input_error("two tensors of this name", "rename one").at(quoted(name));
  }
}

std::string describe(const Tensor& tensor, std::uint64_t begin, std::uint64_t end) {
  std::string text =
      name_in_quotes(tensor.name) + ":{\"dtype\":\"" + type_word(tensor.type) + "\",\"shape\":[";
  for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
    text += (i == 0 ? "" : ",") + std::to_string(tensor.shape[i]);
  }
  return text + "],\"data_offsets\":[" + std::to_string(begin) + "," + std::to_string(end) + "]}";
}

}  // namespace

void write_safetensors(std::ostream& out, const std::vector<Tensor>& tensors) {
  std::set<std::string> names;
  std::string header = "{";
  std::uint64_t at = 0;
  for (const Tensor& tensor : tensors) {
    check_name(tensor.name, names);
    if (tensor.data == nullptr && tensor.size() > 0) {
      throw input_error("has no numbers", "write a model that has weights").at(quoted(tensor.name));
    }
    const std::uint64_t end = at + tensor.size() * byte_size(tensor.type);
    header += (at == 0 && header.size() == 1 ? "" : ",") + describe(tensor, at, end);
    at = end;
  }
  header += "}";
  // Spaces, so that the numbers are aligned.
  header.append((8 - header.size() % 8) % 8, ' ');
  for (int i = 0; i < 8; ++i) out.put(static_cast<char>(header.size() >> (8 * i) & 0xff));
  out << header;
  for (const Tensor& tensor : tensors) {
    out.write(reinterpret_cast<const char*>(tensor.data),
              static_cast<std::streamsize>(tensor.size() * byte_size(tensor.type)));
  }
}

}  // namespace isthmus
