import json
vals=[1,"a\n\"\u00e9\U0001f600",[1,2.5,None,True,[],{}],{"a":{"b":[1,{"c":2}]},1:2,None:3,1.5:4,True:0},1e100,-0.0,float('inf'),(1,2),"plain"]
for v in vals:
    for kw in ({},{"indent":2},{"ensure_ascii":False},{"separators":(",",":")}):
        print(json.dumps(v,**kw))
print(json.dumps({"b":1,"a":[]},sort_keys=True,indent="\t"))
for s in ['{"a": [1, 2, {"x": null}], "b": "\\u00e9\\ud83d\\ude00\\n"}','[1e5,-2.5,0,-0, 12345678901234567890]','"x"',' true ','NaN','[ ]','{ }']:
    print(repr(json.loads(s)))
for s in ['','{','[1,','{"a"}','{"a":1,}','[1 2]','"abc','{1:2}','nul','[1]x','"\\x"','"\n"','"\\u12"','{"a":1 "b"}']:
    try: print(json.loads(s))
    except json.JSONDecodeError as e: print(repr(s),e,e.lineno,e.colno)
try: json.dumps({1,2})
except TypeError as e: print(e)
try: json.dumps({(1,):2})
except TypeError as e: print(e)
l=[]; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
class E(json.JSONEncoder):
    def default(self,o): return list(o)
print(json.dumps({"x":range(3)},cls=E), json.dumps(range(2),default=list))
print(json.loads('{"a":{"b":1}}',object_hook=lambda d: ("h",sorted(d))))
