// Do two checkpoints belong to one network?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// What must agree, without the weights. Names count, since laws and locks are compared by name
/// from one checkpoint to the next; wiring_difference() of the room motion goes by position, needs
/// both networks, and would ask for equal activations, which no law depends on.
struct ModelShape {
  explicit ModelShape(const Model& model);
  std::vector<std::pair<std::string, std::vector<std::uint64_t>>> tensors;  ///< name, shape
  std::vector<std::string> runs;  ///< names, sizes and roles of the nodes
  std::vector<std::string> links;
};

struct NetworkShape {
  explicit NetworkShape(const Network& network);
  std::vector<std::string> nodes;  ///< with roles
  std::vector<std::string> edges;  ///< names, with multiplicity
};

/// Throw Error (bad_input) naming the tensor, node or edge that differs.
void require_same(const ModelShape& first, const ModelShape& other);
void require_same(const NetworkShape& first, const NetworkShape& other);

}  // namespace isthmus
