#include "host.h"

#include <stdlib.h>
#include <string.h>

int main(void) {
  char* text = (char*)malloc(100);
  if (text == NULL || UseLibrary() != 0) return 1;
  text = (char*)realloc(text, 1000);
  if (text == NULL) return 1;
  memset(text, 1, 1000);
  free(text);
  return 0;
}
