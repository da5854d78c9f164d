"""Records what CPython says about each snippet: record.py > expectations.json

Run it with Python 3.12 whenever snippets.txt changes; tests/unit/syntax/syntax_errors.cpp compares.
"""
import json
import os
import sys
import warnings

from snippets import read_snippets, verdict

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
cases = [{"source": source, "error": verdict(source)}
         for source in read_snippets(os.path.join(HERE, "snippets.txt"))]
print('{"python": "%s",\n"cases": [' % sys.version.split()[0])
print(",\n".join(json.dumps(case, ensure_ascii=False) for case in cases))
print("]}")
