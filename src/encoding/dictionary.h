#ifndef SINEW_ENCODING_DICTIONARY_H_
#define SINEW_ENCODING_DICTIONARY_H_

#include "core/key_table.h"
#include "encoding/abi.h"

namespace sinew {

// For tests: whether everything in the object fits together, and its values.
bool Invariants(const sinew_dictionary& dictionary);
const KeyTable& KeysOf(const sinew_dictionary& dictionary);

}  // namespace sinew

#endif  // SINEW_ENCODING_DICTIONARY_H_
