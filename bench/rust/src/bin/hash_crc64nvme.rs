use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes};

extern "C" {
    fn sinew_crc64nvme(bytes: *const u8, size: usize, crc: u64) -> u64;
}

fn sinew(bytes: &[u8]) -> u64 {
    // SAFETY: it reads the slice alone.
    unsafe { sinew_crc64nvme(bytes.as_ptr(), bytes.len(), 0) }
}

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/crc64nvme");
    bytes_rows(
        &mut table,
        &over_bytes(sinew),
        &[(crate_name("crc-fast"), over_bytes(crc_fast::crc64_nvme))],
    );
    table.exit_code()
}
