#!/bin/sh
# Install the Debian packages that a target needs, unless they are there.
# usage: deploy/packages.sh build|demo|check|lint|bench|fuzz
set -eu

build='gcc g++ make pkg-config gettext libc6-dev libxapian-dev libicu-dev
libncurses-dev libxml2-dev
libarchive-dev libseccomp-dev libgsf-1-dev libgmime-3.0-dev libfreexl-dev
libjansson-dev zlib1g-dev libdeflate-dev libzstd-dev libinih-dev nettle-dev poppler-utils
antiword tesseract-ocr tesseract-ocr-vie libfcgi-dev'
demo="$build lighttpd"
check="$build libcmocka-dev python3-jsonschema xapian-tools wamerican wfrench curl
libxml2-utils nginx-light lighttpd apache2-bin libapache2-mod-fcgid w3m locales jq
tmux less zsh fish bsdutils procps systemd chromium fonts-dejavu-core default-jre-headless nodejs"
# A nodejs that is not Debian's brings npm itself, and no Debian package of it.
command -v npm >/dev/null 2>&1 || check="$check npm"
lint="$check clang clang-format clang-tidy cppcheck mandoc valgrind"
# libFuzzer comes with the runtime of Debian 12's clang, which only recommends it.
fuzz="$build clang libclang-rt-14-dev"
bench="$build libsqlite3-dev xapian-omega recollcmd jq time default-jdk-headless
liblucene8-java curl wrk nginx-light lighttpd zstd"

case ${1-} in
build) wanted=$build ;;
demo) wanted=$demo ;;
check) wanted=$check ;;
lint) wanted=$lint ;;
bench) wanted=$bench ;;
fuzz) wanted=$fuzz ;;
*)
	echo "usage: $0 build|demo|check|lint|bench|fuzz" >&2
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
# Web servers are installed for us to start, not to start by themselves.
policy=/usr/sbin/policy-rc.d
if [ -e $policy ]; then
	policy=
else
	printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
	$as_root chmod 755 $policy
fi
trap '[ -z "$policy" ] || $as_root rm -f "$policy"' EXIT
trap 'exit 1' INT TERM
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
