#include "formats/npz.hpp"

#include <string_view>

#include "formats/zip.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::string_view ending = ".npy";

NpyArray read_member(const ZipMember& member, const OwnedBytes& file,
                     const TensorFileLimits& limits) {
  if (!member.name.ends_with(ending) || member.name.size() == ending.size()) {
    throw input_error("is no array", "an .npz file holds nothing but members called NAME.npy");
  }
  return parse_npy(unpack(member, file.owner), limits);
}

}  // namespace

NamedArrays read_npz(const OwnedBytes& file, const TensorFileLimits& limits) {
  NamedArrays arrays;
  for (const ZipMember& member : list_members(file.bytes, limits.tensors, limits.inflated)) {
    try {
      NpyArray array = read_member(member, file, limits);
      arrays.emplace_back(member.name.substr(0, member.name.size() - ending.size()),
                          std::move(array));
    } catch (const Error& error) {
      throw error.at(quoted(member.name));
    }
  }
  return arrays;
}

std::vector<Tensor> to_tensors(const NamedArrays& arrays) {
  std::vector<Tensor> tensors;
  for (const auto& [name, array] : arrays) {
    try {
      tensors.push_back(to_tensor(array, name));
    } catch (const Error& error) {
      throw error.at(quoted(name));
    }
  }
  return tensors;
}

}  // namespace isthmus
