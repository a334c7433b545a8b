#!/bin/sh
# Runs a command on this tree in a chroot with a bare Debian, 12 or 13:
#
#   cmake/debian.sh RELEASE COMMAND...
#
# All of it is below build/debianRELEASE; what is mounted there, this command alone sees. The tree is
# /sinew in the chroot, with a build folder of its own. DEBIAN_MIRROR names a mirror, and HIGHWAY a
# folder of Highway's sources, which is /highway in the chroot.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
case $1 in
  12) codename=bookworm ;;
  13) codename=trixie ;;
  *) echo "debian: knows Debian 12 and 13, not $1" >&2; exit 2 ;;
esac
work=$source/build/debian$1
root=$work/root
shift
if [ "$(id -u)" != 0 ]; then
  echo "debian: a chroot takes root; run this as root" >&2
  exit 1
fi

if [ ! -e "$work/complete" ]; then
  rm -rf "$root"
  mkdir -p "$root"
  mirror=$("$source/cmake/debian-mirror.sh")
  echo "debian: fetching Debian's $codename from $mirror into $root" >&2
  debootstrap --variant=minbase --include=make,ca-certificates "$codename" "$root" "$mirror" > "$work/log" || {
    echo "debian: that failed; $work/log says why" >&2
    exit 1
  }
  touch "$work/complete"
fi

# How this system reaches the network holds in the chroot, too.
for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
  [ ! -e "$file" ] || cp -L "$file" "$root$file"
done
mkdir -p "$root/sinew" "$root/highway" "$work/build"
export root source work HIGHWAY="${HIGHWAY:-}"
# shellcheck disable=SC2016 # the inner shell expands
exec unshare --mount --pid --fork --kill-child sh -euc '
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --bind "$source" "$root/sinew"
  mkdir -p "$root/sinew/build"
  mount --bind "$work/build" "$root/sinew/build"
  [ -z "$HIGHWAY" ] || mount --bind "$HIGHWAY" "$root/highway"
  exec env -u GOROOT -u GOPATH HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    chroot "$root" sh -c "cd /sinew && exec \"\$@\"" - "$@"
' - "$@"
