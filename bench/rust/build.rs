//! Finds libsinew.so through pkg-config, and tells the program what it is compiled with.

use std::env;
use std::process::Command;

fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=PKG_CONFIG_PATH");
    let folder = answer("pkg-config", &["--variable=libdir", "sinew"])
        .expect("pkg-config finds no sinew: set PKG_CONFIG_PATH to build/release/pkgconfig");
    println!("cargo:rustc-link-search=native={folder}");
    println!("cargo:rustc-link-lib=dylib=sinew");
    println!("cargo:rustc-link-arg=-Wl,-rpath,{folder}");

    let rustc = env::var("RUSTC").expect("cargo sets it");
    let version = answer(&rustc, &["--version"]).expect("rustc knows its version");
    let number = version.split(' ').nth(1).unwrap_or(&version);
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default().replace('\x1f', " ");
    println!("cargo:rustc-env=COMPILER=rustc {number} {flags}");
}
