"""csv: readers and writers, their dialects and errors."""

import csv
import io

TEXTS = ["a,b,c\n1,2,3\n", 'x,"a ""quoted"" text",z\r\n"multi\nline",2\r\n', "", "\n", "a\n\nb\n", ",\n", "a,b", '"a', 'a"b,c"d"\n', "a, b,  c\n", "1;2;3\n", "a\tb\n", '"a"b,c\n', "'x','y'\n", "a\\,b,c\n", '""\n', '"",""\n', "é,ü\n"]
for text in TEXTS:
    for options in [{}, {"delimiter": ";"}, {"skipinitialspace": True}, {"quotechar": "'"}, {"escapechar": "\\"}, {"quoting": csv.QUOTE_NONE}, {"dialect": "excel-tab"}]:
        try:
            print(repr(text), options, list(csv.reader(io.StringIO(text, newline=""), **options)))
        except csv.Error as e:
            print(repr(text), options, "Error", e)
print(list(csv.reader(['"a",1,2.5'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a,b", "c,d"])), list(csv.reader(["x|y"], delimiter="|")))
ROWS = [[1, 2.5, "a"], ["with,comma", 'quote"d', "line\nbreak"], [None, True, ""], [""], [], ["é", " sp "], ["a'b"]]
for options in [{}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"delimiter": ";", "lineterminator": "\n"}, {"doublequote": False, "escapechar": "\\"}, {"dialect": "unix"}, {"quoting": csv.QUOTE_NONE}]:
    for row in ROWS:
        out = io.StringIO()
        try:
            n = csv.writer(out, **options).writerow(row)
            print(options, repr(out.getvalue()), n)
        except csv.Error as e:
            print(options, row, "Error", e)
out = io.StringIO()
w = csv.DictWriter(out, ["name", "age"], extrasaction="ignore")
w.writeheader()
w.writerow({"name": "Ann", "age": 3, "x": 1})
w.writerows([{"name": "Bob"}, {"age": 5, "name": "C"}])
print(repr(out.getvalue()))
rows = csv.DictReader(io.StringIO(out.getvalue()))
print(rows.fieldnames, list(rows), rows.line_num)
print(list(csv.DictReader(["a,b", "1,2,3", "4"], restkey="more", restval="none")), list(csv.DictReader(["1,2"], fieldnames=["x", "y"])))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_NONE)
print(sorted(csv.list_dialects()), list(csv.reader(["a|b"], "pipes")), csv.field_size_limit())
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("name,age\nann,3\nbob,40\n"))
for case in ["csv.reader(['a'], delimiter='ab')", "csv.reader(['a'], delimiter=None)", "csv.reader(['a'], quoting=9)", "csv.writer(3)", "csv.writer(io.StringIO()).writerow(3)", "csv.get_dialect('nope')", "csv.DictWriter(io.StringIO(), ['a']).writerow({'b': 1})", "list(csv.reader([b'a']))", "csv.reader(['a'], foo=1)", "csv.DictWriter(io.StringIO(), [], extrasaction='x')", "csv.reader(3)", "csv.excel().delimiter"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
