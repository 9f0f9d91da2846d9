# The same as worker.mjs for python-dotenv: an array of cases a line, an array of answers a line.
import json, logging, os, sys, tempfile
from dotenv import load_dotenv

logging.disable(logging.CRITICAL)
kept = dict(os.environ)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, ".env")
    for line in sys.stdin:
        answers = []
        for case in json.loads(line):
            os.environ.clear()
            os.environ.update({**kept, **case["shell"]})
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(case["files"].get(".env", ""))
            try:
                load_dotenv(path)
                answers.append(dict(os.environ))
            except Exception:
                answers.append(None)
        print(json.dumps(answers), flush=True)
