"""subprocess with the usual small commands: run, check_output, pipes between two, shell=True, communicate."""
import subprocess
from subprocess import DEVNULL, PIPE, STDOUT, CalledProcessError, Popen, TimeoutExpired


def main():
    print(subprocess.run(["echo", "hello", "world"], capture_output=True, text=True))
    print(subprocess.run("echo one; echo two 1>&2", shell=True, stdout=PIPE, stderr=PIPE))
    print(subprocess.check_output(["echo", "bytes"]), subprocess.getoutput("echo output"), subprocess.getstatusoutput("exit 4"))
    print(subprocess.call(["true"]), subprocess.call("false", shell=True), subprocess.check_call(["true"]))
    try:
        subprocess.check_call("exit 7", shell=True)
    except CalledProcessError as e:
        print(e)
    cat = Popen(["cat"], stdin=PIPE, stdout=PIPE)
    print(cat.communicate(b"through cat"), cat.returncode)
    sort = Popen(["sort"], stdin=PIPE, stdout=PIPE, text=True)
    out, err = sort.communicate("pear\napple\nfig\n")
    print(out.split(), err)
    first = Popen(["printf", "b\\na\\nab\\n"], stdout=PIPE)
    second = Popen(["grep", "a"], stdin=first.stdout, stdout=PIPE)
    first.stdout.close()
    print(second.communicate()[0], first.wait(), second.returncode)
    print(subprocess.run("echo a b c | wc -w", shell=True, capture_output=True, text=True).stdout.strip())
    print(subprocess.run(["cat", "/no/such/file"], stdout=DEVNULL, stderr=STDOUT).returncode)
    try:
        subprocess.run(["sleep", "10"], timeout=0.05)
    except TimeoutExpired as e:
        print(str(e).startswith("Command '['sleep', '10']' timed out after 0.0"))
    p = Popen(["sleep", "10"])
    print(p.poll(), p.pid > 0)
    p.kill()
    print(p.wait(), p)
    with Popen(["echo", "line 1\nline 2"], stdout=PIPE, universal_newlines=True) as p:
        for line in p.stdout:
            print("got", line.rstrip())
    print(p.returncode, p.args)
    ps = [Popen(["sleep", "0.05"]) for _ in range(4)]
    print([p.wait() for p in ps])
    try:
        subprocess.run("ls -l")
    except FileNotFoundError as e:
        print("FileNotFoundError", e.filename)


if __name__ == "__main__":
    main()
