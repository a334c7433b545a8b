#!/bin/sh
# cmake/arm64-sysroot.sh <folder>: unpacks the arm64 packages that the tests link against into
# <folder>. Debian cannot install them beside the amd64 ones, and nothing of the system changes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages='libhwy-dev libfast-float-dev libboost1.74-dev libboost-test1.74-dev
  libboost-test1.74.0 libxxhash-dev zlib1g-dev zlib1g libzstd-dev libzstd1
  liblz4-dev liblz4-1 libsnappy-dev libsnappy1v5 libisal-dev libisal2 libdeflate-dev libdeflate0 libc6 libgcc-s1 libstdc++6 libatomic1'
complete=$1/complete
[ "$(cat "$complete" 2> /dev/null)" = "$packages" ] && exit 0

echo "arm64-sysroot: fetching arm64 packages from Debian into $1" >&2
rm -rf "$1"
mkdir -p "$1"
folder=$(cd "$1" && pwd)
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
"$here/private-apt.sh" "$folder/apt" "$codename" arm64
export APT_CONFIG="$folder/apt/apt.conf"
apt-get update -q
cd "$folder/apt/cache/archives"
# shellcheck disable=SC2086 # a list of names
apt-get download -q $packages
for package in *.deb; do dpkg -x "$package" "$folder"; done
rm -rf "$folder/apt"
echo "$packages" > "$folder/complete"
