"""Logging set up from a dictionary or an INI file."""

import importlib
import logging
import logging.handlers
import re

DEFAULT_LOGGING_CONFIG_PORT = 9030
_IDENTIFIER = re.compile(r"^[a-z_][a-z0-9_]*$", re.I)


def _resolve(name):
    """The object that a dotted name names."""
    parts = name.split(".")
    module = parts.pop(0)
    found = importlib.import_module(module)
    for part in parts:
        module += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            importlib.import_module(module)
            found = getattr(found, part)
    return found


class BaseConfigurator:
    """A dictionary in which "ext://name" and "cfg://place" stand for other things."""

    def __init__(self, config):
        self.config = config

    def resolve(self, s):
        try:
            return _resolve(s)
        except (ImportError, AttributeError) as problem:
            raise ValueError(f"Cannot resolve {s!r}: {problem}") from problem

    def convert(self, value):
        if isinstance(value, str):
            if value.startswith("ext://"):
                return self.resolve(value[6:])
            if value.startswith("cfg://"):
                return self._place(value[6:])
            return value
        if isinstance(value, dict):
            return {key: self.convert(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.convert(item) for item in value]
        if type(value) is tuple:
            return tuple(self.convert(item) for item in value)
        return value

    def _place(self, text):
        found = self.config
        for part in re.findall(r"[^.\[\]]+", text):
            found = found[int(part) if part.isdigit() and not isinstance(found, dict) else part]
        return self.convert(found)

    def configure_custom(self, config):
        factory = config.pop("()")
        if not callable(factory):
            factory = self.resolve(factory)
        properties = config.pop(".", None)
        result = factory(**{key: self.convert(config[key]) for key in config if _IDENTIFIER.match(key)})
        for name, value in (properties or {}).items():
            setattr(result, name, value)
        return result


class DictConfigurator(BaseConfigurator):
    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError("Unsupported version: %s" % config["version"])
        if config.get("incremental"):
            self._configure_incrementally()
            return
        disable_existing = config.get("disable_existing_loggers", True)
        logging._handlers.clear() if hasattr(logging, "_handlers") else None
        self.formatters = self._made("formatter", self.configure_formatter)
        self.filters = self._made("filter", self.configure_filter)
        self.handlers = self._made_handlers()
        self._configure_loggers(disable_existing)
        if "root" in config:
            try:
                self.common_logger_config(logging.root, config["root"])
            except Exception as problem:
                raise ValueError("Unable to configure root logger") from problem

    def _configure_incrementally(self):
        for name, settings in self.config.get("loggers", {}).items():
            self._level(logging.getLogger(name), settings)
        if "root" in self.config:
            self._level(logging.root, self.config["root"])

    def _made(self, kind, make):
        result = {}
        for name, settings in self.config.get(kind + "s", {}).items():
            try:
                result[name] = make(dict(settings))
            except Exception as problem:
                raise ValueError(f"Unable to configure {kind} {name!r}") from problem
        return result

    def _made_handlers(self):
        result = self.handlers = {}
        pending = sorted(self.config.get("handlers", {}).items())
        # A handler may have another one as its target.
        for name, settings in sorted(pending, key=lambda pair: "target" in pair[1]):
            try:
                handler = self.configure_handler(dict(settings))
            except Exception as problem:
                raise ValueError("Unable to configure handler %r" % name) from problem
            handler.name = name
            result[name] = handler
        return result

    def configure_formatter(self, config):
        if "()" in config:
            return self.configure_custom(config)
        kind = config.get("class")
        factory = self.resolve(kind) if kind else logging.Formatter
        options = {}
        if "validate" in config:
            options["validate"] = config["validate"]
        if "defaults" in config:
            options["defaults"] = config["defaults"]
        return factory(config.get("format"), config.get("datefmt"), config.get("style", "%"), **options)

    def configure_filter(self, config):
        if "()" in config:
            return self.configure_custom(config)
        return logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, names):
        for name in names:
            try:
                filterer.addFilter(name if callable(name) or hasattr(name, "filter") else self.filters[name])
            except Exception as problem:
                raise ValueError("Unable to add filter %r" % name) from problem

    def configure_handler(self, config):
        formatter = config.pop("formatter", None)
        if formatter:
            try:
                formatter = self.formatters[formatter]
            except KeyError as problem:
                raise ValueError("Unable to set formatter %r" % formatter) from problem
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        if "()" in config:
            handler = self.configure_custom(config)
        else:
            factory = self.resolve(config.pop("class"))
            if "target" in config and issubclass(factory, logging.handlers.MemoryHandler):
                config["target"] = self.handlers[config["target"]]
            properties = config.pop(".", None)
            handler = factory(**{key: self.convert(config[key]) for key in config if _IDENTIFIER.match(key)})
            for name, value in (properties or {}).items():
                setattr(handler, name, value)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        return handler

    def _configure_loggers(self, disable_existing):
        root = logging.root
        existing = sorted(root.manager.loggerDict.keys())
        configured = self.config.get("loggers", {})
        for name, settings in configured.items():
            try:
                logger = logging.getLogger(name)
                self.common_logger_config(logger, settings)
                logger.disabled = False
                if settings.get("propagate") is not None:
                    logger.propagate = settings["propagate"]
            except Exception as problem:
                raise ValueError("Unable to configure logger %r" % name) from problem
        for name in existing:
            logger = root.manager.loggerDict[name]
            if name in configured or not isinstance(logger, logging.Logger):
                continue
            if any(name.startswith(parent + ".") for parent in configured):
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
            else:
                logger.disabled = disable_existing

    def _level(self, logger, config):
        level = config.get("level")
        if level is not None:
            logger.setLevel(logging._checkLevel(level))

    def common_logger_config(self, logger, config):
        self._level(logger, config)
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get("handlers", ()):
            try:
                logger.addHandler(self.handlers[name])
            except KeyError as problem:
                raise ValueError("Unable to add handler %r" % name) from problem
        if config.get("filters"):
            self.add_filters(logger, config["filters"])


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging using a dictionary."""
    dictConfigClass(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Read the logging configuration from a ConfigParser-format file."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        parser = configparser.ConfigParser(defaults)
        if hasattr(fname, "readline"):
            parser.read_file(fname)
        elif not parser.read(fname, encoding):
            raise FileNotFoundError(f"{fname} doesn't exist")

    def names(section):
        return [name.strip() for name in parser[section]["keys"].split(",") if name.strip()]

    config = {"version": 1, "disable_existing_loggers": disable_existing_loggers, "formatters": {}, "handlers": {},
              "loggers": {}}
    for name in names("formatters"):
        section = parser["formatter_" + name]
        config["formatters"][name] = {"format": section.get("format", raw=True),
                                      "datefmt": section.get("datefmt", raw=True),
                                      "style": section.get("style", "%", raw=True)}
        if section.get("class"):
            config["formatters"][name]["class"] = section["class"]
    handlers = {}
    formatters = {name: DictConfigurator({}).configure_formatter(settings)
                  for name, settings in config["formatters"].items()}
    space = dict(vars(logging), handlers=logging.handlers, logging=logging)
    for name in names("handlers"):
        section = parser["handler_" + name]
        factory = eval(section["class"], space)
        args = eval(section.get("args", "()"), dict(space, sys=__import__("sys")))
        handler = factory(*args, **eval(section.get("kwargs", "{}"), space))
        handler.name = name
        if "level" in section:
            handler.setLevel(section["level"])
        if section.get("formatter"):
            handler.setFormatter(formatters[section["formatter"]])
        handlers[name] = handler
    configurator = DictConfigurator({"version": 1})
    configurator.handlers, configurator.filters = handlers, {}
    for name in names("loggers"):
        section = parser["logger_" + name]
        settings = {"handlers": [h.strip() for h in section.get("handlers", "").split(",") if h.strip()]}
        if "level" in section:
            settings["level"] = section["level"]
        if name == "root":
            configurator.common_logger_config(logging.root, settings)
        else:
            settings["propagate"] = section.getint("propagate", 1)
            config["loggers"][section["qualname"]] = settings
    configurator.config = config
    configurator._configure_loggers(disable_existing_loggers)


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    raise NotImplementedError("logging.config.listen is not part of GILscope's simulated library")


def stopListening():
    pass
