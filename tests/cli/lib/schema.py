# SPDX-License-Identifier: GPL-2.0-or-later
"""Hold lines of JSON against a schema: schema.py SCHEMA FILE."""
import json
import sys

import jsonschema

with open(sys.argv[1]) as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with open(sys.argv[2]) as lines:
    count = 0
    for count, line in enumerate(lines, 1):
        validator.validate(json.loads(line))
if count == 0:
    sys.exit("no JSON")
