// Package arrow hands batches to Arrow libraries, and takes them from there, through the Arrow C Data
// Interface (https://arrow.apache.org/docs/format/CDataInterface.html): pointers to two C structs,
// without a copy of the data and without a dependency on an Arrow library.
//
//	var schema cdata.CArrowSchema // of github.com/apache/arrow-go/v18/arrow/cdata
//	var array cdata.CArrowArray
//	err := arrow.Export(&batch, unsafe.Pointer(&schema), unsafe.Pointer(&array))
//	record, err := cdata.ImportCRecordBatch(&array, &schema)
//
// It needs the library: without one the functions return sinew.ErrNoLibrary.
package arrow
