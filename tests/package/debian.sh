#!/bin/sh
# Installs the packages below build/ in a bare Debian, builds and runs programs with them, and removes
# them: nothing is left.
set -eu
apt-get update -q
apt-get install -y -q --no-install-recommends gcc libc6-dev pkg-config
ls_files() { find / -xdev -name '*sinew*' ! -path '/sinew*' ! -path '/proc/*'; }
if [ -n "$(ls_files)" ]; then
  echo "something of Sinew is there before: $(ls_files)" >&2
  exit 1
fi

dpkg -i build/libsinew0_*.deb
ldconfig -p | grep -F libsinew.so.0
dpkg -i build/libsinew-dev_*.deb
for options in '' --static; do
  # shellcheck disable=SC2046,SC2086 # lists of flags, and none
  cc ${options#-} tests/package/consumer/consumer.c $(pkg-config $options --cflags --libs sinew) -o /tmp/consumer
  /tmp/consumer
done

dpkg --purge libsinew-dev libsinew0
if [ -n "$(ls_files)" ] || ldconfig -p | grep -F libsinew; then
  echo "something is left behind: $(ls_files)" >&2
  exit 1
fi
