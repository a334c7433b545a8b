use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::{bytes_rows, crate_name, over_bytes, sinew};

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/crc64nvme");
    bytes_rows(
        &mut table,
        &over_bytes(sinew::crc64nvme),
        &[(crate_name("crc-fast"), over_bytes(crc_fast::crc64_nvme))],
    );
    table.exit_code()
}
