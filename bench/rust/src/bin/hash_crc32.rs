use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes, sinew};

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/crc32");
    bytes_rows(
        &mut table,
        &over_bytes(|bytes| u64::from(sinew::crc32(bytes))),
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
