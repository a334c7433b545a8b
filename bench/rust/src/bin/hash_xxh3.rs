use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes, sinew};
use xxhash_rust::xxh3::xxh3_64;

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/xxh3");
    bytes_rows(
        &mut table,
        &over_bytes(|bytes| sinew::xxh3_64(bytes, 0)),
        &[(crate_name("xxhash-rust"), over_bytes(xxh3_64))],
    );
    table.exit_code()
}
