# SPDX-License-Identifier: GPL-2.0-or-later
# nginx as somebody starts it by hand.

# nginx_configuration FOLDER LISTEN LOCATIONS: a whole configuration whose files
# are in a folder, around locations
nginx_configuration() {
	echo "daemon off; pid $1/pid; error_log $1/error.log;"
	[ "$(id -u)" -ne 0 ] || echo "user $(id -un);"
	echo 'worker_processes 1; events { } http { access_log off;'
	for kind in client_body proxy fastcgi uwsgi scgi; do
		echo "${kind}_temp_path $1/$kind;"
	done
	printf 'server { listen %s;\n%s\n} }\n' "$2" "$3"
}
