#ifndef SINEW_ENCODING_HPP_
#define SINEW_ENCODING_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

}  // namespace sinew

#endif  // SINEW_ENCODING_HPP_
