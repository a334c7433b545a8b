#!/bin/sh
# install-environment.sh <folder of libsinew.so>: says what to set for pkg-config, the loader and CMake
# to find what was installed, and says nothing where they do.
set -eu
lib=$(cd "$1" && pwd)
prefix=${lib%/lib*}

# in_list <folder> <list>: whether a list like PATH has the folder.
in_list() { case ":$2:" in *":$1:"*) ;; *) return 1 ;; esac }

loader_finds() {
  in_list "$lib" "${LD_LIBRARY_PATH:-}" && return
  if cache=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2> /dev/null); then
    # It may call /usr/lib /lib, which is the same.
    echo "$cache" | grep -qF -e " => $lib/libsinew.so.0" -e " => ${lib#/usr}/libsinew.so.0"
  else
    in_list "$lib" /lib:/usr/lib:/usr/local/lib
  fi
}

lines=
# set_line <variable> <folder>
set_line() { lines="$lines  export $1=\"$2\${$1:+:\$$1}\"
"; }
found=$(pkg-config --variable=pcfiledir sinew 2> /dev/null || true)
[ "$found" = "$lib/pkgconfig" ] || set_line PKG_CONFIG_PATH "$lib/pkgconfig"
loader_finds || set_line LD_LIBRARY_PATH "$lib"
in_list "$prefix" "${CMAKE_PREFIX_PATH:-}:/usr:/usr/local" || set_line CMAKE_PREFIX_PATH "$prefix"
[ -n "$lines" ] || exit 0

echo "To build and run programs with what is in $prefix:"
printf '%s' "$lines"
case $lines in
  *LD_LIBRARY_PATH*)
    echo "In place of LD_LIBRARY_PATH, link programs with -Wl,-rpath,$lib or with libsinew.a." ;;
esac
