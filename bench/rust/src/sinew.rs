//! What the tables need of include/sinew/base.h. Each declares the functions that it times itself.

use std::ffi::{c_char, CStr};
use std::marker::PhantomData;
use std::ptr;

extern "C" {
    fn sinew_version() -> *const c_char;
    fn sinew_target() -> *const c_char;
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

/// `SINEW_STATUS_OK`.
pub const OK: i32 = 0;

/// `sinew_result`.
#[repr(C)]
pub struct Outcome {
    pub count: usize,
    pub status: i32,
}

/// `sinew_codec_result`.
#[repr(C)]
pub struct CodecOutcome {
    pub read: usize,
    pub written: usize,
    pub status: i32,
}

const TYPE_STRING: i32 = 96;

/// `sinew_column`.
#[repr(C)]
pub struct Column<'a> {
    kind: i32,
    count: usize,
    values: *const u8,
    values_size: usize,
    offsets: *const i32,
    validity: *const u8,
    validity_offset: usize,
    values_offset: usize,
    owner: PhantomData<&'a Strings>,
}

/// Byte strings, end to end.
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

    /// A column of `count` strings, from `first` on.
    pub fn column(&self, first: usize, count: usize) -> Column<'_> {
        assert!(first + count < self.offsets.len());
        Column {
            kind: TYPE_STRING,
            count,
            values: self.bytes.as_ptr(),
            values_size: self.bytes.len(),
            offsets: self.offsets[first..].as_ptr(),
            validity: ptr::null(),
            validity_offset: 0,
            values_offset: 0,
            owner: PhantomData,
        }
    }
}
