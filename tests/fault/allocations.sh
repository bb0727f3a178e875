# SPDX-License-Identifier: GPL-2.0-or-later
# Memory runs out, at one allocation or from there on: in an update, a rebuild, a
# new index, and while searching.
. "$ROOT/tests/fault/lib/fault.sh"

can_inject || exit 0
make_feeds 2
tracuu-index -q -c /dev/null -j 1 -d base.db f1.jsonl
learn_boundaries base.db 2
tries=$(full_or 8 170) # of each kind of work
failed=0
crashed=0

work_update='tracuu-index -v -c /dev/null -j 1 --batch 16K -d x.db f2.jsonl'
work_rebuild='tracuu-index -v -c /dev/null -j 1 --rebuild -d x.db f2.jsonl'
work_new='tracuu-index -v -c /dev/null -j 1 -d x.db f2.jsonl'
for work in update rebuild new; do
	eval "command=\$work_$work"
	rm -rf x.db
	[ $work = new ] || cp -r base.db x.db
	# shellcheck disable=SC2086 # words
	inject malloc 0 ENOMEM $command >told 2>&1
	calls=$(counted)
	i=0
	while [ $i -lt "$tries" ]; do
		i=$((i + 1))
		rm -rf x.db
		[ $work = new ] || cp -r base.db x.db
		random "$calls"
		nth=$((random + 1))
		random 3
		if [ "$random" -eq 0 ]; then export FAULT_STICKY=1; fi
		trying="$work, allocation $nth, sticky ${FAULT_STICKY-0}"
		status=0
		# shellcheck disable=SC2086 # words
		inject malloc $nth ENOMEM $command >told 2>&1 || status=$?
		unset FAULT_STICKY
		case $status in
		0) ;;
		1 | 2 | 3) failed=$((failed + 1)) ;;
		134 | 139) crashed=$((crashed + 1)) ;;
		*) fail "$work: allocation $nth: exit status $status" ;;
		esac
		acknowledged told
		# Status 1: a document had no memory, and stays what it was.
		if [ $status -ne 1 ]; then
			state x.db
			if [ "$version" -eq 2 ]; then
				[ $work != update ] || is_boundary "$done"
				[ "$done" -ge "$acked" ] ||
					fail "$work $nth: a batch is lost"
			else
				is 0 "$acked" "$work $nth: acknowledged"
			fi
		fi
		! is_known x.db || continue
		[ ! -e x.db/XAPIANDB ] || index 0 -q --check -d x.db
		run 0 tracuu-index -q -c /dev/null -j 1 -d x.db f2.jsonl
		state x.db
		is "2 $n" "$version $done" "after $work $nth"
	done
done

# Searching: the whole answer, or trouble that is told.
# search EVERY ARG...: a search, of whose allocations one in so many fails
searches=0
search() {
	every=$1
	shift
	inject malloc 0 ENOMEM "$@" >want 2>/dev/null || :
	calls=$(counted)
	random "$every"
	nth=$((random + 1))
	while [ $nth -le "$calls" ]; do
		status=0
		inject malloc $nth ENOMEM "$@" >out 2>err || status=$?
		case $status in
		0) cmp -s out want || fail "allocation $nth: another answer: $*" ;;
		2) [ -s err ] || fail "allocation $nth: no word: $*" ;;
		*) fail "searching: allocation $nth: exit status $status: $*" ;;
		esac
		searches=$((searches + 1))
		nth=$((nth + every))
	done
}
search "$(full_or 97 1)" tracuu -d base.db --format jsonl \
	'tài liệu "chungnhau rqbc"'
search "$(full_or 173 2)" tracuu -d base.db --facets 'tai lieu'
search "$(full_or 173 2)" tracuu -d base.db --format json 'tài*'
search "$(full_or 173 2)" tracuu -d base.db --suggest tai
search "$(full_or 173 2)" tracuu -d base.db --explain 'tai lieu'
# Of documents as they are: marks, news, questions, names, numbers.
index 0 -q -d docs.db "$ROOT/corpus/tin-tuc"
search "$(full_or 61 1)" tracuu -d docs.db 'đầu tư khu công nghiệp'
search "$(full_or 151 1)" tracuu -d docs.db \
	'thủ tục đăng ký đầu tư như thế nào?'
search "$(full_or 89 2)" tracuu -d docs.db --format json --sort newest \
	'hội nghị từ 2010 đến 2015'
search "$(full_or 61 2)" tracuu -d docs.db --format tsv \
	'loai:thông tin OR tieu_de:hội nghị'
search "$(full_or 211 3)" tracuu -d docs.db --facets \
	'KCN "khu công nghiệp" -hội'
search "$(full_or 31 1)" tracuu -d docs.db --suggest 'hoi ngh'
search "$(full_or 61 1)" tracuu -d docs.db \
	--show tin-tuc/hoi-nghi-dien-hinh-tien-tien-2010-2015.html 'tiên tiến'
tell "allocations: $((3 * tries)) runs, $failed failed and said so, $crashed" \
	"crashed; $searches searches, each answered or said why not"
