// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_SINEW_H_
#define SINEW_SINEW_H_

#include "sinew/base.h"
#include "sinew/hash.h"
#include "sinew/encoding.h"
#include "sinew/aggregate.h"

#endif  // SINEW_SINEW_H_
