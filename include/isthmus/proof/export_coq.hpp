// Certificates as theorems of Coq.
#pragma once

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

/// How the numbers of an instance are written.
enum class CoqNumbers {
  automatic,  ///< primitive from 2,000 edges on if every number fits
  readable,   ///< Coq's own binary numbers, for eyes
  primitive,  ///< machine integers, several times faster to read; each below 2^62
};

struct CoqOptions {
  bool standalone = false;  ///< with the theory inside, so that the file needs no other
  CoqNumbers numbers = CoqNumbers::automatic;
  bool print_assumptions = false;  ///< end with the axioms that each theorem rests on
};

/// Writes a Coq file: the network, the balance and the steps as data, and theorems for each
/// claim and lock, proved by computing a verified checker of proofs/coq on the data. Numbers
/// of nodes and edges count from 1; the ground is the node after the hidden ones; a bundle becomes
/// parallel edges, its value on the first of them.
///
/// Requires numbers of nodes and edges in range, as read_certificate and prove ensure. A
/// certificate that proves nothing gives a file that Coq rejects. Throws Error (limit_reached) if
/// the bundles make more than 10^5 edges, Error (bad_usage) if `numbers` is primitive and one does
/// not fit. Linear in the certificate.
void export_coq(const Certificate& certificate, const CoqOptions& options, const TextSink& sink);

}  // namespace isthmus
