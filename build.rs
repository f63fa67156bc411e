//! The linker leaves its relocations in the page's program: script/split.mjs cuts it into parts by them.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-bin=low-rank-lab=--emit-relocs");
    }
}
