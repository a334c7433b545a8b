use std::process::ExitCode;

use sinew_bench::harness::{repeat, Peer, Row, Table, Unit};
use sinew_bench::sinew::{Column, Outcome, Strings, OK};
use sinew_bench::{bytes_rows, crate_name, over_bytes, some_bytes};

extern "C" {
    fn sinew_blake3(bytes: *const u8, size: usize, out: *mut u8);
    fn sinew_blake3_many(column: *const Column, out: *mut u8) -> Outcome;
}

type Hash = [u8; 32];

fn sinew(bytes: &[u8]) -> Hash {
    let mut hash = Hash::default();
    // SAFETY: it reads the slice and writes 32 bytes.
    unsafe { sinew_blake3(bytes.as_ptr(), bytes.len(), hash.as_mut_ptr()) };
    hash
}

fn sinew_many(messages: &Strings, first: usize, out: &mut [Hash]) {
    let column = messages.column(first, out.len());
    // SAFETY: a hash has 32 bytes, and there is room for one a row.
    let outcome = unsafe { sinew_blake3_many(&column, out.as_mut_ptr().cast()) };
    assert!(outcome.status == OK && outcome.count == out.len());
}

/// Stands for a hash where results are compared.
fn first_word(hash: &Hash) -> u64 {
    u64::from_le_bytes(*hash.first_chunk().expect("32 bytes"))
}

const MESSAGE: usize = 64;
const MESSAGES: usize = 16384;

fn crate_many(messages: &[u8], out: &mut [Hash]) {
    for (message, hash) in messages.chunks_exact(MESSAGE).zip(out) {
        *hash = *blake3::hash(message).as_bytes();
    }
}

/// Batches of messages of 64 bytes, one after the other, as many in all as the greatest batch has.
fn batch_rows(table: &mut Table) {
    let messages = some_bytes(MESSAGE * MESSAGES);
    let mut expected = vec![Hash::default(); MESSAGES];
    crate_many(messages, &mut expected);
    let mut hashes = vec![Hash::default(); MESSAGES];
    sinew_many(&Strings::of_size(messages, MESSAGE), 0, &mut hashes);
    assert!(hashes == expected, "blake3 does not agree with Sinew");

    for count in [1, 4, 16, 64, 256, 4096, MESSAGES] {
        let strings = Strings::of_size(messages, MESSAGE);
        let mut out = vec![Hash::default(); count];
        let mut first = 0;
        let batch = repeat(move || {
            sinew_many(&strings, first, &mut out);
            first = (first + count) % MESSAGES;
            first_word(&out[0]) ^ first_word(&out[count - 1])
        });
        let mut out = vec![Hash::default(); count];
        let mut first = 0;
        let loop_of_crate = repeat(move || {
            crate_many(&messages[first * MESSAGE..][..count * MESSAGE], &mut out);
            first = (first + count) % MESSAGES;
            first_word(&out[0]) ^ first_word(&out[count - 1])
        });
        table.run(Row {
            name: format!("{MESSAGE} B messages, batch of {count}"),
            unit: Unit::NanosecondsPer("message"),
            amount: count as f64,
            sinew: batch,
            peers: vec![Peer {
                name: format!("loop of {}", crate_name("blake3")),
                work: loop_of_crate,
            }],
        });
    }
}

fn main() -> ExitCode {
    let mut table = Table::new("rust/hash/blake3");
    bytes_rows(
        &mut table,
        &over_bytes(|bytes| first_word(&sinew(bytes))),
        &[(crate_name("blake3"), over_bytes(|bytes| first_word(blake3::hash(bytes).as_bytes())))],
    );
    batch_rows(&mut table);
    table.exit_code()
}
