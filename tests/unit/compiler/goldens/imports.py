import a, b.c, d.e.f as g
from . import h
from .i import j as k, l
from m import *
