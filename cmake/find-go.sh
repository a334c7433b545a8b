#!/bin/sh
# Prints the path of a go command of version 1.24 or later, or fails.
for go in "$(command -v go)" /usr/local/go/bin/go /usr/lib/go-1.*/bin/go; do
  [ -x "$go" ] || continue
  version=$(GOTOOLCHAIN=local "$go" env GOVERSION 2> /dev/null) || continue
  minor=$(expr "$version" : 'go1\.\([0-9]*\)') || continue
  [ "$minor" -ge 24 ] && echo "$go" && exit 0
done
exit 1
