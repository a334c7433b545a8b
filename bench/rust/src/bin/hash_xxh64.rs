use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes, sinew};
use xxhash_rust::xxh64::xxh64;

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/xxh64");
    bytes_rows(
        &mut table,
        &over_bytes(|bytes| sinew::xxh64(bytes, 0)),
        &[(crate_name("xxhash-rust"), over_bytes(|bytes| xxh64(bytes, 0)))],
    );
    table.exit_code()
}
