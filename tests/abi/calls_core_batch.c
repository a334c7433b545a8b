#include "calls.h"

static void ReleaseSchema(struct ArrowSchema* schema) { schema->release = NULL; }
static void ReleaseArray(struct ArrowArray* array) { array->release = NULL; }

// A column of integers goes in as an Arrow array, and comes out as one.
CALLS(Batch) {
  const sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch;
  sinew_status status;
  sinew_error error;
  size_t size;
  sinew_column column;
  const char* name;
  CALL(status = sinew_batch_create(NULL, &batch, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.status == status);
  CALL(status = sinew_batch_create(&options, &batch, NULL), status == SINEW_STATUS_OK);
  const void* buffers[] = {NULL, integers};
  struct ArrowSchema schema = {.format = "l", .name = "n", .release = ReleaseSchema};
  struct ArrowArray array = {
      .length = kRows, .n_buffers = 2, .buffers = buffers, .release = ReleaseArray};
  CALL(status = sinew_batch_import(batch, &schema, &array, &error),
       status == SINEW_STATUS_OK && schema.release == NULL && array.release == NULL);
  CALL(size = sinew_batch_row_count(batch), size == kRows);
  CALL(size = sinew_batch_column_count(batch), size == 1);
  CALL(name = sinew_batch_name(batch, 0), strcmp(name, "n") == 0);
  CALL(column = sinew_batch_column(batch, 0),
       column.type == SINEW_TYPE_I64 && column.count == kRows && column.values == integers);
  CALL(size = sinew_batch_memory(batch), size < sizeof(integers));
  CALL(status = sinew_batch_export(batch, &schema, &array, &error),
       status == SINEW_STATUS_OK && strcmp(schema.format, "+s") == 0 && array.n_children == 1);
  CALL(sinew_batch_destroy(batch), array.length == kRows);
  array.release(&array);
  schema.release(&schema);
}
