use std::process::ExitCode;

use base64_simd::{Out, STANDARD};
use simdutf::{Base64Options, ErrorCode, LastChunkHandlingOptions};
use sinew_bench::harness::Table;
use sinew_bench::sinew::{CodecOutcome, OK};
use sinew_bench::{codec_rows, crate_name, Codec};

extern "C" {
    fn sinew_base64_encode(bytes: *const u8, size: usize, out: *mut u8, flags: u32)
        -> CodecOutcome;
    fn sinew_base64_decode(
        bytes: *const u8,
        size: usize,
        out: *mut u8,
        capacity: usize,
        flags: u32,
    ) -> CodecOutcome;
}

fn sinew_encode(bytes: &[u8], out: &mut [u8]) -> usize {
    assert!(out.len() >= bytes.len().div_ceil(3) * 4);
    // SAFETY: there is room for a group of four digits for every three bytes.
    unsafe { sinew_base64_encode(bytes.as_ptr(), bytes.len(), out.as_mut_ptr(), 0) }.written
}

fn sinew_decode(digits: &[u8], out: &mut [u8]) -> usize {
    // SAFETY: it keeps to the slices.
    let outcome = unsafe {
        sinew_base64_decode(digits.as_ptr(), digits.len(), out.as_mut_ptr(), out.len(), 0)
    };
    assert!(outcome.status == OK && outcome.read == digits.len());
    outcome.written
}

fn simdutf_encode(bytes: &[u8], out: &mut [u8]) -> usize {
    assert!(out.len() >= bytes.len().div_ceil(3) * 4);
    // SAFETY: there is room for a group of four digits for every three bytes.
    unsafe {
        simdutf::binary_to_base64(
            bytes.as_ptr(),
            bytes.len(),
            out.as_mut_ptr(),
            Base64Options::Default,
        )
    }
}

fn simdutf_decode(digits: &[u8], out: &mut [u8]) -> usize {
    assert!(out.len() >= digits.len() / 4 * 3);
    // SAFETY: there is room for three bytes for every four digits.
    let result = unsafe {
        simdutf::base64_to_binary(
            digits.as_ptr(),
            digits.len(),
            out.as_mut_ptr(),
            Base64Options::Default,
            LastChunkHandlingOptions::Loose,
        )
    };
    assert!(result.error == ErrorCode::Success);
    result.count
}

fn main() -> ExitCode {
    let mut table = Table::new("rust/encoding/base64");
    let sinew = Codec { encode: sinew_encode, decode: sinew_decode };
    let simdutf = Codec { encode: simdutf_encode, decode: simdutf_decode };
    let base64_simd = Codec {
        encode: |bytes, out| STANDARD.encode(bytes, Out::from_slice(out)).len(),
        decode: |digits, out| STANDARD.decode(digits, Out::from_slice(out)).expect("digits").len(),
    };
    codec_rows(
        &mut table,
        sinew,
        &[(crate_name("simdutf"), simdutf), (crate_name("base64-simd"), base64_simd)],
    );
    table.exit_code()
}
