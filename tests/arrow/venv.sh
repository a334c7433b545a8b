#!/bin/sh
# Makes a virtual environment of Python with pyarrow:  venv.sh FOLDER
# It needs the network once; without it, it says so and fails.
set -eu
folder=$1
wanted=pyarrow==26.0.1
stamp=$folder/$wanted
[ -e "$stamp" ] && exit 0
command -v python3 > /dev/null || {
  echo "found no python3; cmake/bootstrap.sh test installs it" >&2
  exit 1
}
python3 -m venv "$folder" || {
  echo "python3 cannot make a virtual environment; cmake/bootstrap.sh test installs python3-venv" >&2
  exit 1
}
"$folder/bin/pip" install --quiet --disable-pip-version-check "$wanted" || {
  echo "pip could not install $wanted: it needs the network, or a mirror that pip is set up for" >&2
  exit 1
}
touch "$stamp"
