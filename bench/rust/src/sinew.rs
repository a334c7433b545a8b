//! The functions of libsinew.so that are timed, by their C declarations in include/sinew.

use std::ffi::{c_char, c_void, CStr};

extern "C" {
    fn sinew_version() -> *const c_char;
    fn sinew_target() -> *const c_char;
    fn sinew_xxh3_64(bytes: *const c_void, size: usize, seed: u64) -> u64;
    fn sinew_xxh64(bytes: *const c_void, size: usize, seed: u64) -> u64;
    fn sinew_crc32c(crc: u32, bytes: *const c_void, size: usize) -> u32;
    fn sinew_crc32(crc: u32, bytes: *const c_void, size: usize) -> u32;
    fn sinew_crc64nvme(crc: u64, bytes: *const c_void, size: usize) -> u64;
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
