// Arbitrary bytes as an .npy file and as an .npz file: no crash, no undefined behaviour, no leak,
// and errors of one line. Built and run by `./dev fuzz` with the archives in tests/models as seeds.
#include "formats/edge_list.hpp"
#include "formats/npz.hpp"
#include "formats/zip.hpp"
#include "fuzz/attempt.hpp"
#include "isthmus/formats/weights_files.hpp"

namespace {

using namespace isthmus;

void use(const NamedArrays& arrays) {
  if (is_edge_list(arrays)) fuzz::attempt([&] { validate(edge_list_model(arrays)); });
  fuzz::attempt([&] { validate(weights_chain(to_tensors(arrays), {})); });
}

/// The members without their checksums, which chance never hits.
NamedArrays unchecked(const OwnedBytes& file, const TensorFileLimits& limits) {
  NamedArrays arrays;
  for (const ZipMember& member : list_members(file.bytes, limits.tensors, limits.inflated)) {
    fuzz::attempt([&] { unpack(member, file.owner); });
    fuzz::attempt([&] {
      arrays.emplace_back(member.name, parse_npy({file.owner, member.packed}, limits));
    });
  }
  return arrays;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const OwnedBytes file = fuzz::copy(data, size);
  TensorFileLimits limits;
  limits.inflated = 1 << 20;
  fuzz::attempt([&] { parse_npy(file, limits); });
  fuzz::attempt([&] { use(read_npz(file, limits)); });
  fuzz::attempt([&] { use(unchecked(file, limits)); });
  return 0;
}
