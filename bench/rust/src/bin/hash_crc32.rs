use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes};

extern "C" {
    fn sinew_crc32(bytes: *const u8, size: usize, crc: u32) -> u32;
}

fn sinew(bytes: &[u8]) -> u64 {
    // SAFETY: it reads the slice alone.
    u64::from(unsafe { sinew_crc32(bytes.as_ptr(), bytes.len(), 0) })
}

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/crc32");
    bytes_rows(
        &mut table,
        &over_bytes(sinew),
        &[
            (
                crate_name("crc-fast"),
                over_bytes(|bytes| u64::from(crc_fast::crc32_iso_hdlc(bytes))),
            ),
            (crate_name("crc32fast"), over_bytes(|bytes| u64::from(crc32fast::hash(bytes)))),
        ],
    );
    table.exit_code()
}
