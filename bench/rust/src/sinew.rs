//! The functions of libsinew.so that are timed, by their C declarations in include/sinew.

use std::ffi::{c_char, c_void, CStr};
use std::ptr;

extern "C" {
    fn sinew_version() -> *const c_char;
    fn sinew_target() -> *const c_char;
    fn sinew_xxh3_64(bytes: *const c_void, size: usize, seed: u64) -> u64;
    fn sinew_xxh64(bytes: *const c_void, size: usize, seed: u64) -> u64;
    fn sinew_crc32c(crc: u32, bytes: *const c_void, size: usize) -> u32;
    fn sinew_crc32(crc: u32, bytes: *const c_void, size: usize) -> u32;
    fn sinew_crc64nvme(crc: u64, bytes: *const c_void, size: usize) -> u64;
    fn sinew_blake3(bytes: *const c_void, size: usize, out: *mut u8);
    fn sinew_blake3_many(column: *const Column, out: *mut u8) -> SinewResult;
    fn sinew_base64_encode(
        bytes: *const c_void,
        size: usize,
        flags: u32,
        out: *mut c_void,
    ) -> usize;
    fn sinew_base64_decode(
        bytes: *const c_void,
        size: usize,
        flags: u32,
        out: *mut c_void,
        capacity: usize,
    ) -> CodecResult;
    fn sinew_hex_encode(bytes: *const c_void, size: usize, flags: u32, out: *mut c_void) -> usize;
    fn sinew_hex_decode(
        bytes: *const c_void,
        size: usize,
        out: *mut c_void,
        capacity: usize,
    ) -> CodecResult;
    fn sinew_utf8_validate(bytes: *const c_void, size: usize) -> SinewResult;
}

#[repr(C)]
struct SinewResult {
    count: usize,
    status: i32,
}

#[repr(C)]
struct CodecResult {
    read: usize,
    written: usize,
    status: i32,
}

const OK: i32 = 0;
const TYPE_STRING: i32 = 4;

#[repr(C)]
struct Column {
    kind: i32,
    count: usize,
    offset: usize,
    values: *const c_void,
    values_size: usize,
    offsets: *const c_void,
    validity: *const u8,
}

fn text(constant: *const c_char) -> &'static str {
    // SAFETY: the library returns a constant that ends in a zero byte.
    unsafe { CStr::from_ptr(constant) }.to_str().expect("ASCII")
}

pub fn version() -> &'static str {
    // SAFETY: no condition.
    text(unsafe { sinew_version() })
}

pub fn target() -> &'static str {
    // SAFETY: no condition.
    text(unsafe { sinew_target() })
}

pub fn xxh3_64(bytes: &[u8], seed: u64) -> u64 {
    // SAFETY: it reads the slice alone, as all hashes do.
    unsafe { sinew_xxh3_64(bytes.as_ptr().cast(), bytes.len(), seed) }
}

pub fn xxh64(bytes: &[u8], seed: u64) -> u64 {
    // SAFETY: as above.
    unsafe { sinew_xxh64(bytes.as_ptr().cast(), bytes.len(), seed) }
}

pub fn crc32c(bytes: &[u8]) -> u32 {
    // SAFETY: as above.
    unsafe { sinew_crc32c(0, bytes.as_ptr().cast(), bytes.len()) }
}

pub fn crc32(bytes: &[u8]) -> u32 {
    // SAFETY: as above.
    unsafe { sinew_crc32(0, bytes.as_ptr().cast(), bytes.len()) }
}

pub fn crc64nvme(bytes: &[u8]) -> u64 {
    // SAFETY: as above.
    unsafe { sinew_crc64nvme(0, bytes.as_ptr().cast(), bytes.len()) }
}

pub type Blake3 = [u8; 32];

pub fn blake3(bytes: &[u8]) -> Blake3 {
    let mut hash = Blake3::default();
    // SAFETY: it reads the slice and writes 32 bytes.
    unsafe { sinew_blake3(bytes.as_ptr().cast(), bytes.len(), hash.as_mut_ptr()) };
    hash
}

/// A column of byte strings, end to end.
pub struct Strings {
    bytes: &'static [u8],
    offsets: Vec<i32>,
}

impl Strings {
    /// Cuts bytes into strings of one size.
    pub fn of_size(bytes: &'static [u8], size: usize) -> Strings {
        let ends = (0..=bytes.len()).step_by(size);
        let offsets = ends.map(|end| i32::try_from(end).expect("below 2 GiB")).collect();
        Strings { bytes, offsets }
    }

    /// Hashes as many strings as `out` has room for, from `first` on.
    pub fn blake3_many(&self, first: usize, out: &mut [Blake3]) {
        assert!(first + out.len() < self.offsets.len());
        let column = Column {
            kind: TYPE_STRING,
            count: out.len(),
            offset: first,
            values: self.bytes.as_ptr().cast(),
            values_size: self.bytes.len(),
            offsets: self.offsets.as_ptr().cast(),
            validity: ptr::null(),
        };
        // SAFETY: the rows have offsets, in order and within the bytes, and room for 32 bytes each.
        let result = unsafe { sinew_blake3_many(&column, out.as_mut_ptr().cast()) };
        assert!(result.status == OK && result.count == out.len());
    }
}

/// Returns the offset of the first fault, or the size.
pub fn utf8_validate(bytes: &[u8]) -> usize {
    // SAFETY: it reads the slice alone.
    unsafe { sinew_utf8_validate(bytes.as_ptr().cast(), bytes.len()) }.count
}

pub fn base64_encode(bytes: &[u8], out: &mut [u8]) -> usize {
    assert!(out.len() >= bytes.len().div_ceil(3) * 4);
    // SAFETY: there is room for a group of four digits for every three bytes.
    unsafe { sinew_base64_encode(bytes.as_ptr().cast(), bytes.len(), 0, out.as_mut_ptr().cast()) }
}

pub fn base64_decode(digits: &[u8], out: &mut [u8]) -> usize {
    let (size, capacity) = (digits.len(), out.len());
    // SAFETY: it keeps to the slices.
    let result = unsafe {
        sinew_base64_decode(digits.as_ptr().cast(), size, 0, out.as_mut_ptr().cast(), capacity)
    };
    assert!(result.status == OK && result.read == size);
    result.written
}

pub fn hex_encode(bytes: &[u8], out: &mut [u8]) -> usize {
    assert!(out.len() / 2 >= bytes.len());
    // SAFETY: there is room for two digits a byte.
    unsafe { sinew_hex_encode(bytes.as_ptr().cast(), bytes.len(), 0, out.as_mut_ptr().cast()) }
}

pub fn hex_decode(digits: &[u8], out: &mut [u8]) -> usize {
    let (size, capacity) = (digits.len(), out.len());
    // SAFETY: it keeps to the slices.
    let result = unsafe {
        sinew_hex_decode(digits.as_ptr().cast(), size, out.as_mut_ptr().cast(), capacity)
    };
    assert!(result.status == OK && result.read == size);
    result.written
}
