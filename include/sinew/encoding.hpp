#ifndef SINEW_ENCODING_HPP_
#define SINEW_ENCODING_HPP_

#include "sinew/encoding_alp.hpp"
#include "sinew/encoding_base64.hpp"
#include "sinew/encoding_bitmap.hpp"
#include "sinew/encoding_bitpack.hpp"
#include "sinew/encoding_byte_stream_split.hpp"
#include "sinew/encoding_delta.hpp"
#include "sinew/encoding_delta_binary_packed.hpp"
#include "sinew/encoding_delta_byte_array.hpp"
#include "sinew/encoding_dictionary.hpp"
#include "sinew/encoding_frame_of_reference.hpp"
#include "sinew/encoding_hex.hpp"
#include "sinew/encoding_json.hpp"
#include "sinew/encoding_rle.hpp"
#include "sinew/encoding_streamvbyte.hpp"
#include "sinew/encoding_utf16.hpp"
#include "sinew/encoding_utf8.hpp"
#include "sinew/encoding_varint.hpp"
#include "sinew/encoding_zigzag.hpp"

#endif  // SINEW_ENCODING_HPP_
