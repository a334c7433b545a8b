#include "hpp.h"
