//! What the tables of src/bin have in common. Each is a program of its own, named for the kernel that
//! it times: `src/bin/hash_crc32c.rs` prints the rows of `rust/hash/crc32c`.
//!
//! Crates are compiled into the program, optimised across crates and for this machine, as a Rust user
//! can have them; Sinew is called in its shared library.

pub mod harness;
pub mod sinew;

use std::hint::black_box;

use harness::{repeat, Peer, Row, Table, Unit, Work};

/// Names a peer by its crate and the version that Cargo.lock pins.
pub fn crate_name(name: &str) -> String {
    let package = format!("name = \"{name}\"\nversion = \"");
    let (_, rest) = include_str!("../Cargo.lock").split_once(&package).expect("a dependency");
    let (version, _) = rest.split_once('"').expect("the end of a string");
    format!("{name} {version}")
}

/// A function of bytes, as the work on any input.
pub type OverBytes = Box<dyn Fn(&'static [u8]) -> Work>;

/// Hides the input from the compiler, so that no work moves out of the loop that repeats it.
pub fn over_bytes(call: impl Fn(&[u8]) -> u64 + Copy + 'static) -> OverBytes {
    Box::new(move |bytes| repeat(move || call(black_box(bytes))))
}

/// Bytes that do not repeat, and stay to the end of the program.
pub fn some_bytes(size: usize) -> &'static [u8] {
    let bytes: Vec<u8> = (0..size).map(|i| (i.wrapping_mul(i) >> 7) as u8).collect();
    bytes.leak()
}

pub fn size_name(size: usize) -> String {
    match size {
        0..1024 => format!("{size} B"),
        1024..1_048_576 => format!("{} KiB", size >> 10),
        _ => format!("{} MiB", size >> 20),
    }
}

/// Short inputs are shown in time, long ones in speed.
fn unit_of(size: usize) -> (Unit, f64) {
    match size {
        0..1024 => (Unit::NanosecondsPer("call"), 1.0),
        _ => (Unit::GigabytesPerSecond, size as f64),
    }
}

/// A row for one input.
pub fn bytes_row(
    table: &mut Table,
    name: String,
    input: &'static [u8],
    sinew: &OverBytes,
    peers: &[(String, OverBytes)],
) {
    let (unit, amount) = unit_of(input.len());
    let peers = peers.iter().map(|(name, over)| Peer { name: name.clone(), work: over(input) });
    table.run(Row { name, unit, amount, sinew: sinew(input), peers: peers.collect() });
}

/// A row for each size from 8 bytes to 16 MiB.
pub fn bytes_rows(table: &mut Table, sinew: &OverBytes, peers: &[(String, OverBytes)]) {
    let bytes = some_bytes(16 << 20);
    let short = [8, 16, 32, 64, 100, 128, 256, 512];
    let long = [1, 4, 16, 64, 256, 1024, 16384].map(|kib| kib << 10);
    for size in short.into_iter().chain(long) {
        bytes_row(table, size_name(size), &bytes[..size], sinew, peers);
    }
}

/// A function that reads all of its first argument and returns how much it wrote to the second.
pub type Convert = fn(&[u8], &mut [u8]) -> usize;

#[derive(Clone, Copy)]
pub struct Codec {
    pub encode: Convert,
    pub decode: Convert,
}

/// A row for each size, either way. The size, and what a speed counts, are the bytes that are encoded.
pub fn codec_rows(table: &mut Table, sinew: Codec, peers: &[(String, Codec)]) {
    let bytes = some_bytes(16 << 20);
    for size in [8, 16, 32, 64, 128, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20, 16 << 20] {
        let plain = &bytes[..size];
        let mut encoded = vec![0; 2 * size + 64];
        let encoded_size = (sinew.encode)(plain, &mut encoded);
        encoded.truncate(encoded_size);
        let encoded: &[u8] = encoded.leak();
        let (unit, amount) = unit_of(size);
        let mut row = |way, input, output, of: fn(&Codec) -> Convert| {
            table.run(Row {
                name: format!("{way}, {}", size_name(size)),
                unit,
                amount,
                sinew: conversion("Sinew", of(&sinew), input, output),
                peers: peers
                    .iter()
                    .map(|(name, peer)| Peer {
                        name: name.clone(),
                        work: conversion(name, of(peer), input, output),
                    })
                    .collect(),
            });
        };
        row("encode", plain, encoded, |codec| codec.encode);
        row("decode", encoded, plain, |codec| codec.decode);
    }
}

/// Checks all of the output here; the work returns only a part of it, which costs nothing to read.
fn conversion(name: &str, convert: Convert, input: &'static [u8], expected: &[u8]) -> Work {
    let mut out = vec![0; 2 * input.len() + 64];
    let written = convert(input, &mut out);
    assert!(out[..written] == *expected, "{name} does not agree with Sinew");
    repeat(move || {
        let written = convert(black_box(input), &mut out);
        written as u64 + u64::from(out[written / 2])
    })
}
