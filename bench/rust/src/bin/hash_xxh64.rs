use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes};
use xxhash_rust::xxh64::xxh64;

extern "C" {
    fn sinew_xxh64(bytes: *const u8, size: usize, seed: u64) -> u64;
}

fn sinew(bytes: &[u8]) -> u64 {
    // SAFETY: it reads the slice alone.
    unsafe { sinew_xxh64(bytes.as_ptr(), bytes.len(), 0) }
}

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/xxh64");
    bytes_rows(
        &mut table,
        &over_bytes(sinew),
        &[(crate_name("xxhash-rust"), over_bytes(|bytes| xxh64(bytes, 0)))],
    );
    table.exit_code()
}
