#!/bin/sh
# Install the Debian packages that a target needs, unless they are there.
# usage: deploy/packages.sh build|check|lint|bench|fuzz
set -eu

build='gcc g++ make pkg-config gettext libc6-dev libxapian-dev libicu-dev
libxml2-dev
libarchive-dev libseccomp-dev libgsf-1-dev libgmime-3.0-dev libfreexl-dev
libjansson-dev zlib1g-dev libdeflate-dev libinih-dev nettle-dev poppler-utils
antiword tesseract-ocr tesseract-ocr-vie'
check="$build libcmocka-dev python3-jsonschema xapian-tools wamerican wfrench
locales jq"
lint="$check clang clang-format clang-tidy cppcheck mandoc valgrind"
# libFuzzer comes with the runtime of Debian 12's clang, which only recommends it.
fuzz="$build clang libclang-rt-14-dev"
bench="$build libsqlite3-dev xapian-omega jq time default-jdk-headless
liblucene8-java"

case ${1-} in
build) wanted=$build ;;
check) wanted=$check ;;
lint) wanted=$lint ;;
bench) wanted=$bench ;;
fuzz) wanted=$fuzz ;;
*)
	echo "usage: $0 build|check|lint|bench|fuzz" >&2
	exit 2
	;;
esac

missing=
for package in $wanted; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
		2>/dev/null) || state=
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
	as_root=
elif command -v sudo >/dev/null 2>&1; then
	as_root=sudo
else
	echo "These Debian packages are missing, and installing them takes" >&2
	echo "root or sudo, neither of which is here:" >&2
	echo " $missing" >&2
	exit 1
fi
echo "installing:$missing"
# shellcheck disable=SC2086 # lists of words, on purpose
{
	$as_root apt-get update -qq
	$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $missing
} </dev/null >build-packages.log 2>&1 || {
	cat build-packages.log >&2
	rm -f build-packages.log
	echo "The packages could not be installed:$missing" >&2
	exit 1
}
rm -f build-packages.log
