use std::process::ExitCode;

use hex_simd::AsciiCase;
use sinew_bench::harness::Table;
use sinew_bench::sinew::{CodecOutcome, OK};
use sinew_bench::{codec_rows, crate_name, Codec};

extern "C" {
    fn sinew_hex_encode(bytes: *const u8, size: usize, out: *mut u8, flags: u32) -> CodecOutcome;
    fn sinew_hex_decode(
        bytes: *const u8,
        size: usize,
        out: *mut u8,
        capacity: usize,
    ) -> CodecOutcome;
}

fn sinew_encode(bytes: &[u8], out: &mut [u8]) -> usize {
    assert!(out.len() / 2 >= bytes.len());
    // SAFETY: there is room for two digits a byte.
    unsafe { sinew_hex_encode(bytes.as_ptr(), bytes.len(), out.as_mut_ptr(), 0) }.written
}

fn sinew_decode(digits: &[u8], out: &mut [u8]) -> usize {
    // SAFETY: it keeps to the slices.
    let outcome =
        unsafe { sinew_hex_decode(digits.as_ptr(), digits.len(), out.as_mut_ptr(), out.len()) };
    assert!(outcome.status == OK && outcome.read == digits.len());
    outcome.written
}

fn main() -> ExitCode {
    let mut table = Table::new("rust/encoding/hex");
    let sinew = Codec { encode: sinew_encode, decode: sinew_decode };
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
