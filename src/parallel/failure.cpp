#include "parallel/failure.hpp"

#include <new>
#include <stdexcept>

#include "isthmus/error.hpp"
#include "isthmus/parallel/bytes.hpp"

namespace isthmus {
namespace {

enum Kind : std::uint64_t { error, no_memory, other };

std::string written_error(const Error& failure) {
  std::string bytes;
  append_number(bytes, error);
  append_number(bytes, static_cast<std::uint64_t>(failure.kind()));
  const ErrorDetail& detail = failure.detail();
  for (const std::string* part : {&detail.file, &detail.place, &detail.cause, &detail.remedy}) {
    append_text(bytes, *part);
  }
  return bytes;
}

std::string written_other(Kind kind, const char* what) {
  std::string bytes;
  append_number(bytes, kind);
  append_text(bytes, what);
  return bytes;
}

std::exception_ptr read_error(BytesReader& reader) {
  const auto kind = static_cast<ErrorKind>(reader.number());
  ErrorDetail detail;
  for (std::string* part : {&detail.file, &detail.place, &detail.cause, &detail.remedy}) {
    *part = reader.text();
  }
  return std::make_exception_ptr(Error(kind, std::move(detail)));
}

}  // namespace

std::string written(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& caught) {
    return written_error(caught);
  } catch (const std::bad_alloc& caught) {
    return written_other(no_memory, caught.what());
  } catch (const std::length_error& caught) {
    return written_other(no_memory, caught.what());
  } catch (const std::exception& caught) {
    return written_other(other, caught.what());
  } catch (...) {
    return written_other(other, "an exception of unknown type");
  }
}

std::exception_ptr read_failure(std::string_view bytes) {
  BytesReader reader(bytes);
  const std::uint64_t kind = reader.number();
  if (kind == error) return read_error(reader);
  if (kind == no_memory) return std::make_exception_ptr(std::bad_alloc());
  return std::make_exception_ptr(std::runtime_error(reader.text()));
}

}  // namespace isthmus
