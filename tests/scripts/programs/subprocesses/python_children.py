"""subprocess with Python itself as the child: -c, stdin, exit codes, tracebacks, environment, many at once, time-outs."""
import os
import subprocess
import sys
import time

PY = sys.executable


def python(code, *args, **kwargs):
    return subprocess.run([PY, "-c", code, *args], capture_output=True, text=True, **kwargs)


r = python("print('hello from the child')")
print(r.returncode, repr(r.stdout), repr(r.stderr))
r = python("import sys; print(sys.argv); sys.exit(3)", "a", "b c")
print(r.returncode, r.stdout.strip())
r = python("import sys; print(sys.stdin.read().upper(), end='')", input="some text\nmore\n")
print(repr(r.stdout))
r = python("name = input('name? '); print('hi', name)", input="bob\n")
print(repr(r.stdout))
r = python("def f():\n    return 1 / 0\nf()")
print(r.returncode, r.stderr.splitlines()[0], r.stderr.splitlines()[-1])
r = python("import os; print(os.environ['COLOR'], 'HOME' in os.environ)", env={"COLOR": "blue"})
print(r.stdout.strip())
r = python("raise SystemExit('goodbye')")
print(r.returncode, repr(r.stderr))
try:
    python("import sys; sys.exit(2)", check=True)
except subprocess.CalledProcessError as e:
    print("CalledProcessError", e.returncode, e.cmd[1:], repr(e.stdout))
try:
    subprocess.run([PY, "-c", "import time; time.sleep(30)"], timeout=0.3)
except subprocess.TimeoutExpired as e:
    print("TimeoutExpired", 0.2 < e.timeout <= 0.3)
try:
    subprocess.run(["no-such-program"])
except FileNotFoundError as e:
    print("FileNotFoundError", e.errno, e.filename)

print(subprocess.check_output([PY, "-c", "print(6 * 7)"]))
p = subprocess.Popen([PY, "-u", "-c", "import sys\nfor line in sys.stdin: print(line.strip()[::-1], flush=True)"],
                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
for word in ("stressed", "drawer"):
    p.stdin.write(word + "\n")
    p.stdin.flush()
    print(word, "->", p.stdout.readline().strip(), p.poll())
p.stdin.close()
print(p.wait(), p.stdout.read() == "")
p.stdout.close()

start = time.monotonic()
children = [subprocess.Popen([PY, "-c", f"import time; time.sleep(0.1); print({n})"], stdout=subprocess.PIPE) for n in range(3)]
outputs = [c.communicate()[0].decode().strip() for c in children]
print(outputs, [c.returncode for c in children], len({c.pid for c in children} | {os.getpid()}))

p = subprocess.Popen([PY, "-c", "import time; print('up', flush=True); time.sleep(30)"], stdout=subprocess.PIPE)
print(p.stdout.readline(), p.poll())
p.terminate()
print(p.wait())
p.stdout.close()
with open("/tmp/gilscope_test_output.txt", "w") as f:
    subprocess.run([PY, "-c", "print('into a file')"], stdout=f)
with open("/tmp/gilscope_test_output.txt") as f:
    print(f.read().strip())
os.remove("/tmp/gilscope_test_output.txt")
r = subprocess.run([PY, "-c", "import sys; print('out'); sys.stdout.flush(); print('err', file=sys.stderr)"],
                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
print(r.stdout.split())
