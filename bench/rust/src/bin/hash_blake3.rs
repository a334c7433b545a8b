use std::process::ExitCode;

use sinew_bench::harness::{repeat, Peer, Row, Table, Unit};
use sinew_bench::sinew::{self, Blake3, Strings};
use sinew_bench::{bytes_rows, crate_name, over_bytes, some_bytes};

/// Stands for a hash where results are compared.
fn first_word(hash: &Blake3) -> u64 {
    u64::from_le_bytes(*hash.first_chunk().expect("32 bytes"))
}

const MESSAGE: usize = 64;
const MESSAGES: usize = 16384;

fn crate_many(messages: &[u8], out: &mut [Blake3]) {
    for (message, hash) in messages.chunks_exact(MESSAGE).zip(out) {
        *hash = *blake3::hash(message).as_bytes();
    }
}

/// Batches of messages of 64 bytes, one after the other, as many in all as the greatest batch has.
fn batch_rows(table: &mut Table) {
    let messages = some_bytes(MESSAGE * MESSAGES);
    let mut expected = vec![Blake3::default(); MESSAGES];
    crate_many(messages, &mut expected);
    let mut hashes = vec![Blake3::default(); MESSAGES];
    Strings::of_size(messages, MESSAGE).blake3_many(0, &mut hashes);
    assert!(hashes == expected, "blake3 does not agree with Sinew");

    for count in [1, 4, 16, 64, 256, 4096, MESSAGES] {
        let strings = Strings::of_size(messages, MESSAGE);
        let mut out = vec![Blake3::default(); count];
        let mut first = 0;
        let sinew = repeat(move || {
            strings.blake3_many(first, &mut out);
            first = (first + count) % MESSAGES;
            first_word(&out[0]) ^ first_word(&out[count - 1])
        });
        let mut out = vec![Blake3::default(); count];
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
            sinew,
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
        &over_bytes(|bytes| first_word(&sinew::blake3(bytes))),
        &[(crate_name("blake3"), over_bytes(|bytes| first_word(blake3::hash(bytes).as_bytes())))],
    );
    batch_rows(&mut table);
    table.exit_code()
}
