#ifndef SINEW_SKETCH_HPP_
#define SINEW_SKETCH_HPP_

#include "sinew/sketch_bloom.hpp"
#include "sinew/sketch_ddsketch.hpp"
#include "sinew/sketch_hll.hpp"
#include "sinew/sketch_kll.hpp"

#endif  // SINEW_SKETCH_HPP_
