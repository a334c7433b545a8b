use std::process::ExitCode;

use hex_simd::AsciiCase;
use sinew_bench::harness::Table;
use sinew_bench::{codec_rows, crate_name, sinew, Codec};

fn main() -> ExitCode {
    let mut table = Table::new("rust/encoding/hex");
    let sinew = Codec { encode: sinew::hex_encode, decode: sinew::hex_decode };
    let hex_simd = Codec {
        encode: |bytes, out| {
            hex_simd::encode(bytes, hex_simd::Out::from_slice(out), AsciiCase::Lower).len()
        },
        decode: |digits, out| {
            hex_simd::decode(digits, hex_simd::Out::from_slice(out)).expect("digits").len()
        },
    };
    codec_rows(&mut table, sinew, &[(crate_name("hex-simd"), hex_simd)]);
    table.exit_code()
}
