// How a call reaches the library: through a table of pointers, or, in a program that is linked with
// the library (-tags sinew_link), by name.
#include "sinew.h"

// The columns of one batch; Columns in Go.
typedef struct {
  sinew_go_column columns[SINEW_GROUPBY_MAX_COLUMNS];
  size_t count;
} sinew_go_columns;

#ifdef SINEW_LINK
#define SINEW_CALL(function) function
#else
struct sinew_go_table {
#define SINEW_GO_MEMBER(function) __typeof__(function)* function;
  SINEW_FUNCTIONS(SINEW_GO_MEMBER)
#undef SINEW_GO_MEMBER
};
extern struct sinew_go_table sinew_go_table __attribute__((visibility("hidden")));
#define SINEW_CALL(function) sinew_go_table.function
#endif

// Where the functions of the table come from.
enum { SINEW_GO_NONE, SINEW_GO_LINKED, SINEW_GO_LOADED };

// Fills the table: from the library at `path`, or if that is null from the one that is part of the
// program, or from the installed one. If there is none, `text` says why, else where it is.
int sinew_go_load(const char* path, char* text, size_t size);
