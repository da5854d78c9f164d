"""configparser and logging.config."""

import configparser
import io
import logging
import logging.config
import sys

TEXT = """
[DEFAULT]
base = /srv
debug = no

# a comment
[server]
Host: localhost
port = 8080
path = %(base)s/www
ratio=0.5
long = one
  two
  three
debug = YES
; another

[paths]
home = ${server:host}
empty =
percent = 5%%
"""
c = configparser.ConfigParser()
c.read_string(TEXT)
print(c.sections(), c.options("server"), c["server"]["host"], c.get("server", "path"), c.getint("server", "port"), c.getfloat("server", "ratio"), c.getboolean("server", "debug"), c["paths"].getboolean("debug"), repr(c["server"]["long"]), repr(c["paths"]["empty"]), c["paths"]["percent"], dict(c["server"]), c.items("paths"), c.defaults(), "server" in c, "x" in c["server"], len(c), list(c), c["server"], c.has_option("server", "PORT"))
c.add_section("new")
c.set("new", "a", "1")
c["other"] = {"k": "v", "n": 3}
c["new"]["b"] = "multi\nline"
c.remove_option("new", "a")
c.remove_section("paths")
out = io.StringIO()
c.write(out)
print(out.getvalue())
for case in ["c.get('nope', 'x')", "c.get('server', 'nope')", "c.get('server', 'nope', fallback=7)", "c['nope']", "c['server']['nope']", "c['server'].get('nope', 'd')", "c.getint('server', 'host')", "c.getboolean('server', 'host')", "c.add_section('server')", "c.set('server', 'a', 1)", "c.set('nope', 'a', '1')", "configparser.ConfigParser().read_string('a = 1')", "configparser.ConfigParser().read_string('[a]\\nx\\n')", "configparser.ConfigParser().read_string('[a]\\nx=1\\nx=2')", "configparser.ConfigParser().read_string('[a]\\n[a]')", "c.read('/no/such/file')", "c.add_section('DEFAULT')", "c.set('server', 'x', '%(')"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
r = configparser.ConfigParser(allow_no_value=True, interpolation=configparser.ExtendedInterpolation(), inline_comment_prefixes=("#",))
r.read_string("[a]\nflag\nx = 1 # one\ny = ${x}2\nz = ${b:w}\n[b]\nw = 3\n")
print(r["a"]["flag"], r["a"]["x"], r["a"]["y"], r["a"]["z"])
b = configparser.ConfigParser()
b.read_string("[a]\nx = %(y)s\nu = %(u)s\nv = 5%\n")
for name in "xuv":
    try:
        print(b["a"][name])
    except configparser.Error as e:
        print(type(e).__name__, e)


class OnlyShort(logging.Filter):
    def __init__(self, limit=0):
        super().__init__()
        self.limit = limit

    def filter(self, record):
        return len(record.getMessage()) <= self.limit


logging.getLogger("old")
logging.config.dictConfig({
    "version": 1,
    "formatters": {"plain": {"format": "%(levelname)s|%(name)s|%(message)s"}, "brace": {"format": "{message}!", "style": "{"}},
    "filters": {"short": {"()": OnlyShort, "limit": 10}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain", "level": "INFO", "stream": "ext://sys.stdout"}, "loud": {"class": "logging.StreamHandler", "formatter": "brace", "stream": "ext://sys.stdout", "filters": ["short"]}},
    "loggers": {"app": {"level": "DEBUG", "handlers": ["loud"], "propagate": True}, "quiet": {"level": "ERROR"}},
    "root": {"level": "WARNING", "handlers": ["out"]},
})
logging.getLogger("app").debug("debug")
logging.getLogger("app").info("a longer message than allowed")
logging.getLogger("quiet").warning("nothing")
logging.getLogger("quiet").error("bad")
logging.warning("root")
logging.getLogger("old").error("disabled")
for config in [{}, {"version": 2}, {"version": 1, "handlers": {"x": {"class": "no.such.Handler"}}}, {"version": 1, "root": {"handlers": ["nope"]}}]:
    try:
        logging.config.dictConfig(config)
    except Exception as e:
        print(type(e).__name__, e)
logging.config.fileConfig(io.StringIO("""
[loggers]
keys=root,app
[handlers]
keys=h
[formatters]
keys=f
[logger_root]
level=INFO
handlers=h
[logger_app]
level=DEBUG
handlers=h
qualname=app
propagate=0
[handler_h]
class=StreamHandler
level=DEBUG
formatter=f
args=(sys.stdout,)
[formatter_f]
format=F %(levelname)s %(message)s
"""))
logging.info("from file")
logging.getLogger("app").debug("app")
