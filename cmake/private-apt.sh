#!/bin/sh
# cmake/private-apt.sh <folder> <codename> <architecture>
# Writes <folder>/apt.conf, with which APT_CONFIG=<folder>/apt.conf apt-get ... knows Debian's
# <codename> for <architecture> and nothing else. The system's own sources stay as they are.
set -eu
folder=$1 codename=$2 architecture=$3
mkdir -p "$folder/etc/apt.conf.d" "$folder/lists/partial" "$folder/cache/archives/partial"
mirror=$("$(dirname "$0")/debian-mirror.sh")
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
  "$mirror $codename main" > "$folder/etc/sources.list"
status=/var/lib/dpkg/status
if [ "$architecture" != "$(dpkg --print-architecture)" ]; then
  status=$folder/status
  : > "$status"
fi
cat > "$folder/apt.conf" << END
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
Dir::Etc "$folder/etc";
Dir::Etc::sourcelist "$folder/etc/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$folder/lists";
Dir::State::status "$status";
Dir::Cache "$folder/cache";
END
