#!/bin/sh
# Index the sample documents and answer a query: what make demo shows.
set -eu

bin=${BUILD-build}/bin
db=${BUILD-build}/demo.db
query='dai hoi dang bo khu cong nghiep'

# The sample documents are public; without this line they would be internal.
cat >"${BUILD-build}/demo.conf" <<CONF
[source corpus]
path = $(pwd)/corpus
visibility = public
CONF
# The scan in it would take a few seconds.
"$bin/tracuu-index" -c "${BUILD-build}/demo.conf" --ocr never -d "$db" corpus
echo
echo "\$ $bin/tracuu -d $db -n 3 '$query'"
"$bin/tracuu" -d "$db" -n 3 "$query"
echo "Try your own:"
echo "  $bin/tracuu -d $db 'nghị quyết đại hội đảng bộ'"
echo "  $bin/tracuu --help"
echo "The page for the browser comes with a later version (see NEWS.md)."
