#!/bin/sh
# Prints the address of the Debian mirror to use: DEBIAN_MIRROR, or the one that the system uses,
# whether or not its package lists are there yet, or else Debian's own.
set -eu
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2> /dev/null |
  grep -E '/debian/?$' | head -n 1)}
echo "${mirror:-http://deb.debian.org/debian}"
