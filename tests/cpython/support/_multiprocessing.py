"""Tests ask whether this C module is there before they import multiprocessing; ours stands on _machine."""
