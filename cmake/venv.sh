#!/bin/sh
# Makes a virtual environment of Python with these packages:  cmake/venv.sh FOLDER PACKAGE==VERSION...
# It needs the network once; without it, it says so and fails.
set -eu
folder=$1
shift
stamp=$folder/$(echo "$*" | tr ' ' ,)
[ -e "$stamp" ] && exit 0
command -v python3 > /dev/null || {
  echo "found no python3; cmake/bootstrap.sh test installs it" >&2
  exit 1
}
python3 -m venv "$folder" || {
  echo "python3 cannot make a virtual environment; cmake/bootstrap.sh test installs python3-venv" >&2
  exit 1
}
"$folder/bin/pip" install --quiet --disable-pip-version-check "$@" || {
  echo "pip could not install $*: it needs the network, or a mirror that pip is set up for" >&2
  exit 1
}
touch "$stamp"
