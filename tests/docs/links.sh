#!/bin/sh
# Every relative link in a Markdown file leads to something in the tree: links.sh SOURCE
set -eu
cd "$1"
broken=0
for page in $(git ls-files --cached --others --exclude-standard '*.md' 2> /dev/null || find . -name '*.md' -not -path './build/*'); do
  for link in $(sed '/^```/,/^```/d' "$page" | grep -oE '\]\([^)#]+' | cut -c3- | grep -vE '^[a-z]+:' || true); do
    if [ ! -e "$(dirname "$page")/$link" ]; then
      echo "$page: $link is not there"
      broken=1
    fi
  done
done
exit $broken
