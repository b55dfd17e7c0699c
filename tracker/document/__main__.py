"""`python -m tracker.document` writes the JSON Schema that docs/diary.schema.json publishes."""

import json
import sys

from tracker.document import json_schema

sys.stdout.write(json.dumps(json_schema(), indent=1) + "\n")
