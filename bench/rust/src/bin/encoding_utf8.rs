use std::process::ExitCode;

use sinew_bench::harness::Table;
use sinew_bench::sinew::Outcome;
use sinew_bench::{bytes_row, crate_name, over_bytes, size_name};

extern "C" {
    fn sinew_utf8_validate(bytes: *const u8, size: usize) -> Outcome;
}

/// Returns the offset of the first fault, or the size: what a caller wants to know.
fn sinew(bytes: &[u8]) -> u64 {
    // SAFETY: it reads the slice alone.
    unsafe { sinew_utf8_validate(bytes.as_ptr(), bytes.len()) }.count as u64
}

/// `size` bytes of text: the words of `phrase` over and over, in an order without a period, and
/// spaces at the end.
fn text(phrase: &str, size: usize) -> &'static [u8] {
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut text = Vec::with_capacity(size);
    for i in 0.. {
        let word = words[((i * i) >> 5) % words.len()].as_bytes();
        if text.len() + word.len() + 1 > size {
            break;
        }
        text.extend_from_slice(word);
        text.push(b' ');
    }
    text.resize(size, b' ');
    text.leak()
}

const ENGLISH: &str = "well then prince so genoa and lucca are now just family estates";
const MIXED: &str =
    "ну что prince, gênes et lucques 家族の estates из поместья 𝄞 και ήταν العائلة 😀 now";

fn main() -> ExitCode {
    let mut table = Table::new("rust/encoding/utf8");
    let peers = [
        (
            crate_name("simdutf8"),
            over_bytes(|bytes| match simdutf8::basic::from_utf8(bytes) {
                Ok(text) => text.len() as u64,
                Err(_) => u64::MAX,
            }),
        ),
        (
            crate_name("simdutf"),
            over_bytes(|bytes| simdutf::validate_utf8_with_errors(bytes).count as u64),
        ),
        (
            "std::str::from_utf8".to_owned(),
            over_bytes(|bytes| match std::str::from_utf8(bytes) {
                Ok(text) => text.len() as u64,
                Err(error) => error.valid_up_to() as u64,
            }),
        ),
    ];
    for (name, phrase) in [("ASCII", ENGLISH), ("mixed scripts", MIXED)] {
        for size in [8, 16, 32, 64, 128, 256, 1 << 10, 4 << 10, 64 << 10, 1 << 20, 16 << 20] {
            let name = format!("{name}, {}", size_name(size));
            bytes_row(&mut table, name, text(phrase, size), &over_bytes(sinew), &peers);
        }
    }
    table.exit_code()
}
