# SPDX-License-Identifier: GPL-2.0-or-later
# Which index is searched: that of -d, of $TRACUU_DB, of the file of settings,
# or ./tracuu.db, whichever is said first.
. "$ROOT/tests/cli/lib/cli.sh"

for name in option environment conf/settings tracuu; do
	mkdir -p "$(dirname $name)"
	feed ${name##*/} 'khu công nghiệp' >f.jsonl
	index 0 -d $name.db f.jsonl
done

# searches WANTED WHAT [OPTION...]: the index has a document of its name.
searches() {
	searches_want=$1
	searches_what=$2
	shift 2
	is "$searches_want" "$(ids "$@" 'khu công nghiệp')" "$searches_what"
}
searches tracuu 'nothing is said'
printf '# board\n[index]\ndatabase = settings.db\njobs = 2\n[web]\ntitle = A\n' \
	>conf/tracuu.conf
export TRACUU_CONF=conf/tracuu.conf
searches settings 'a path is relative to the folder of the file'
printf '[index]\ndatabase = %s/option.db\n' "$(pwd)" >absolute.conf
TRACUU_CONF=absolute.conf searches option 'an absolute path'
export TRACUU_DB=environment.db
searches environment 'the environment goes first'
searches option 'the command line goes before it' -d option.db
TRACUU_DB= searches settings 'an empty variable says nothing'
TRACUU_CONF= searches environment 'nor one of the file'
# Who names an index needs no file.
TRACUU_CONF=none.conf searches environment 'the file is not read'
unset TRACUU_DB

printf '[web]\ntitle = Board\n' >web.conf
TRACUU_CONF=web.conf searches tracuu 'the file names no index'
TRACUU_CONF=none.conf run 2 tracuu khu
has err 'none.conf: No such file'
printf '[index]\nthis is no setting\n' >bad.conf
TRACUU_CONF=bad.conf run 2 tracuu khu
has err 'bad.conf:2: neither [section] nor name = value'
TRACUU_CONF=none.conf run 1 tracuu --saved
printf '[index]\ndatabase = gone.db\n' >gone.conf
TRACUU_CONF=gone.conf run 2 tracuu khu
has err gone.db
# What this user may not read is not there for him; root reads everything.
chmod 0 conf/tracuu.conf
if [ "$(id -u)" -ne 0 ]; then
	searches tracuu 'the file is not for this user'
elif setpriv --bounding-set=-dac_override,-dac_read_search true 2>/dev/null; then
	run 0 setpriv --bounding-set=-dac_override,-dac_read_search \
		"$BUILD/bin/tracuu" --format trec khu
	has out ' tracuu 1 '
fi
