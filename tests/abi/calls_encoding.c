#include "calls.h"

void CallEncoding(void) {}
