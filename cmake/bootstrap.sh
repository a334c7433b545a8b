#!/bin/sh
# Installs what is missing on a Debian machine: cmake/bootstrap.sh core test format bench arm64 go rust
# With nothing missing it does nothing and needs no network. On other systems it only says what to
# install.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
purposes=$*

# The names that Debian 12 and 13 share.
packages() {
  case $1 in
    core) echo cmake ninja-build gcc g++ pkg-config libhwy-dev libfast-float-dev ;;
    test) echo libboost-test-dev libxxhash-dev zlib1g-dev libzstd-dev liblz4-dev libsnappy-dev libisal-dev \
               libdeflate-dev libsimdjson-dev abigail-tools binutils diffutils musl-tools \
               clang libclang-rt-dev lld python3 python3-venv "$(packages format)" ;;
    format) echo clang-format-19 ;;
    bench) echo python3 python3-venv libxxhash-dev libisal-dev zlib1g-dev libhighwayhash-dev libabsl-dev libzstd-dev liblz4-dev libsnappy-dev libstreamvbyte-dev libsimdjson-dev ;;
    arm64) echo g++-aarch64-linux-gnu qemu-user ;;
    go-architectures) echo qemu-user ;;
    debian) echo debootstrap util-linux ;;
    package) echo dpkg-dev ;;
    go | rust) ;;
    *) echo "bootstrap: unknown purpose '$1'; there are core, test, format, bench, arm64, go," \
            "go-architectures, debian, package and rust" >&2
       exit 2 ;;
  esac
}

# The commands among them, for systems whose packages this script does not know.
commands() {
  case $1 in
    core) echo cmake ninja cc c++ pkg-config ;;
    test) echo abidiff abidw diff readelf clang clang++ python3 "$(commands format)" ;;
    format) echo clang-format-19 ;;
    arm64) echo aarch64-linux-gnu-g++ qemu-aarch64 ;;
    go-architectures) echo qemu-arm qemu-s390x ;;
    debian) echo debootstrap unshare ;;
    package) echo dpkg-shlibdeps ;;
  esac
}

say() { echo "bootstrap: $*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# Ends the script if nothing can be installed. With arguments, root can do without this script.
need_root() {
  if [ "$(id -u)" = 0 ] || { command -v sudo > /dev/null && sudo true; }; then return; fi
  say "missing: $missing"
  say "You are not root, and sudo is not there or refuses. Let root run this, then try again:"
  [ $# = 0 ] || say "  $*"
  [ $# = 0 ] || say "or"
  say "  $here/bootstrap.sh $purposes"
  exit 1
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

# What it takes, before it is taken.
say_size() {
  LC_ALL=C apt-get install -o Debug::NoLocking=1 --assume-no --no-install-recommends "$@" 2> /dev/null |
    sed -n -e 's/^Need to get \(.*\) of archives\./\1 to download/p' \
           -e 's/^After this operation, \(.*\) of additional disk space will be used\./\1 on disk/p' |
    while read -r size; do say "  $size"; done
}

install() {
  missing=$*
  need_root "apt-get update && apt-get install --no-install-recommends $*"
  # The package lists may be missing, or too old for the mirror.
  if ! apt-get install -s --no-install-recommends "$@" > /dev/null 2>&1; then
    say "fetching the package lists"
    as_root apt-get update -q
  fi
  say "installing $*"
  say_size "$@"
  as_root apt-get install -y -q --no-install-recommends "$@" && return
  say "fetching the package lists, and trying again"
  as_root apt-get update -q
  as_root apt-get install -y -q --no-install-recommends "$@"
}

# Debian 12 has Go 1.19. The next release has a fitting one in two packages that depend on nothing
# else; they come from a package list of their own, so that no other package can change.
install_go() {
  missing="Go 1.24 or later (with one from https://go.dev/dl on PATH nothing needs to be installed)"
  need_root
  candidate=$(apt-cache policy golang-go | sed -n 's/ *Candidate: //p')
  if dpkg --compare-versions "$candidate" ge 2:1.24~ 2> /dev/null; then
    install golang-go
    return
  fi
  say "installing golang-1.24-go from Debian 13; no other package is touched"
  apt=$(mktemp -d)
  trap 'as_root rm -rf "$apt"' EXIT
  "$here/private-apt.sh" "$apt" trixie "$(dpkg --print-architecture)"
  chmod 755 "$apt"
  as_root env APT_CONFIG="$apt/apt.conf" apt-get update -q
  APT_CONFIG=$apt/apt.conf say_size golang-1.24-go
  as_root env APT_CONFIG="$apt/apt.conf" \
    apt-get install -y -q --no-install-recommends golang-1.24-go
}

# Debian 12 keeps a cargo for building browsers up to date beside the one that it was released with.
install_cargo() {
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$here/../bench/rust/Cargo.toml")
  for attempt in 1 2; do
    for package in cargo cargo-web; do
      candidate=$(apt-cache policy "$package" | sed -n 's/ *Candidate: //p')
      if dpkg --compare-versions "$candidate" ge "$wanted" 2> /dev/null; then
        install "$package"
        return
      fi
    done
    [ "$attempt" = 2 ] || as_root apt-get update -q
  done
  say "this release of Debian has no cargo $wanted or later"
}

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
  missing=
  for purpose; do
    for command in $(commands "$purpose"); do
      command -v "$command" > /dev/null || missing="$missing $command"
    done
  done
  case " $* " in
    *" go "*) "$here/find-go.sh" > /dev/null || missing="$missing go (1.24 or later, https://go.dev/dl)" ;;
  esac
  [ -n "$missing" ] || exit 0
  say "missing:$missing"
  say "This system has no apt, so nothing was installed. Please install it, then try again. These are"
  say "the packages of Debian that have all that is needed; yours will be of similar names:"
  for purpose; do
    names=$(packages "$purpose")
    [ -z "$names" ] || say "  $purpose: $names"
  done
  exit 1
fi

missing=
for purpose; do
  wanted=$(packages "$purpose")
  for package in $wanted; do
    installed "$package" || missing="$missing $package"
  done
done
# shellcheck disable=SC2086 # a list of names
[ -z "$missing" ] || install $missing

case " $* " in
  *" go "*)
    if ! "$here/find-go.sh" > /dev/null; then
      install_go
      "$here/find-go.sh" > /dev/null || {
        say "found no Go 1.24 or later. Install one from https://go.dev/dl and put it on PATH."
        exit 1
      }
      go=$("$here/find-go.sh")
      [ "$(command -v go)" = "$go" ] || say "go is $go; put its folder on PATH to call it yourself"
    fi
    ;;
esac

# Some rows of the benchmarks need Rust, and nothing else does: without it they are left out.
case " $* " in
  *" rust "*)
    command -v cargo > /dev/null || (install_cargo) || true
    why=$("$here/find-cargo.sh" 2>&1 > /dev/null) || {
      say "$why; the benchmarks leave out the rows against Rust crates"
    }
    ;;
esac
