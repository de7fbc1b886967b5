// The messages of ONNX, for the two files that read and write them.
#pragma once

#include <google/protobuf/io/zero_copy_stream.h>
#include <onnx/onnx_pb.h>

#include <memory>
#include <string>

#include "isthmus/formats/onnx.hpp"

namespace isthmus::onnx {

/// Throws Error (bad_input) unless the stream holds a model, within the limits.
[[nodiscard]] std::shared_ptr<::onnx::ModelProto> parse_model(
    google::protobuf::io::ZeroCopyInputStream& in, const OnnxLimits& limits);
[[nodiscard]] std::shared_ptr<::onnx::ModelProto> parse_model_file(const std::string& path,
                                                                   const OnnxLimits& limits);

/// The folder a file is in, "" for the current one.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace isthmus::onnx
